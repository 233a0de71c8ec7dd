package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.safetensors.SafeTensors;
import java.util.List;

/**
 * One layer's weights as a model's file has them.
 *
 * @param rangesOrNull of what goes into the products; null where nobody has looked
 */
record StoredLayer(SafeTensors file, ModelInfo model, int layer, Ranges rangesOrNull) {
  boolean last() {
    return layer == model.layers() - 1;
  }

  StoredDense dense(Site site) {
    int in = site.in(model);
    int out = site.out(model);
    return new StoredDense(
        floats(site.text() + ".kernel", in, out),
        floats(site.text() + ".bias", out),
        rangesOrNull == null ? null : rangesOrNull.at(layer, site));
  }

  /** A norm's gamma and beta. */
  List<Memory> norm(String name) {
    return List.of(
        Memory.of(floats(name + ".gamma", model.hidden())),
        Memory.of(floats(name + ".beta", model.hidden())));
  }

  private float[] floats(String name, long... shape) {
    return file.require("layer_" + layer + "." + name, shape).floats();
  }
}
