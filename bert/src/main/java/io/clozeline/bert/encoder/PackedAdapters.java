package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packed form of the adapters in use, by digest. */
final class PackedAdapters {
  /** An adapter that so many batches have done without is packed again if it comes back. */
  static final int FORGOTTEN_AFTER = 1_000;

  private record Used(PackedAdapter packed, long batch) {}

  private final ModelInfo model;
  private final Map<String, Used> byDigest = new HashMap<>();
  private long batches;

  PackedAdapters(ModelInfo model) {
    this.model = model;
  }

  /** One per input, null for the base model; inputs of one adapter get the same instance. */
  synchronized List<PackedAdapter> of(List<EncoderInput> batch) {
    batches++;
    byDigest.values().removeIf(used -> used.batch() + FORGOTTEN_AFTER < batches);
    List<PackedAdapter> packed = new ArrayList<>(batch.size());
    for (EncoderInput input : batch) {
      packed.add(input.adapter() == null ? null : packed(input.adapter()));
    }
    return packed;
  }

  /** How many are kept. */
  synchronized int size() {
    return byDigest.size();
  }

  private PackedAdapter packed(Adapter adapter) {
    return byDigest
        .compute(
            adapter.digest(),
            (digest, used) ->
                new Used(used == null ? new PackedAdapter(adapter, model) : used.packed(), batches))
        .packed();
  }
}
