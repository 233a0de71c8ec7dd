package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packed form of the adapters used last, by digest. */
final class PackedAdapters {
  private static final int KEPT = 16;

  private final ModelInfo model;
  private final Map<String, PackedAdapter> byDigest = new LinkedHashMap<>(16, 0.75f, true);

  PackedAdapters(ModelInfo model) {
    this.model = model;
  }

  /** One per input, null for the base model; inputs of one adapter get the same instance. */
  List<PackedAdapter> of(List<EncoderInput> batch) {
    List<PackedAdapter> packed = new ArrayList<>(batch.size());
    for (EncoderInput input : batch) {
      packed.add(input.adapter() == null ? null : packed(input.adapter()));
    }
    return packed;
  }

  private synchronized PackedAdapter packed(Adapter adapter) {
    PackedAdapter packed =
        byDigest.computeIfAbsent(adapter.digest(), digest -> new PackedAdapter(adapter, model));
    if (byDigest.size() > KEPT) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
    return packed;
  }
}
