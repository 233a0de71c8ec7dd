package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;

/** Looks at what goes into the products while ranges are sought, and else does nothing. */
final class Watch {
  private final ModelInfo model;
  private Ranges ranges; // null unless somebody asks for them

  Watch(ModelInfo model) {
    this.model = model;
  }

  /** From now on, what is seen widens these. */
  void widen(Ranges sought) {
    ranges = sought;
  }

  void see(int layer, Site site, Rows rows, int count) {
    if (ranges != null) {
      float[] row = new float[site.in(model)];
      for (int i = 0; i < count; i++) {
        rows.get(i, row);
        ranges.at(layer, site).see(row);
      }
    }
  }
}
