package io.clozeline.bert.method.lora;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packed form of the adapters in use, by digest. */
final class PackedLoras {
  /** An adapter that so many batches have done without is packed again if it comes back. */
  static final int FORGOTTEN_AFTER = 1_000;

  private record Used(PackedLora packed, long batch) {}

  private final Map<String, Used> byDigest = new HashMap<>();
  private long batches;

  /** One per sequence, null for those without factors; those of one adapter are the same. */
  synchronized List<PackedLora> of(TunedBatch batch, ModelInfo model) {
    batches++;
    byDigest.values().removeIf(used -> used.batch() + FORGOTTEN_AFTER < batches);
    List<PackedLora> packed = new ArrayList<>(batch.sequences());
    for (int row = 0; row < batch.sequences(); row++) {
      Tuned tuned = batch.of(row);
      packed.add(
          tuned != null && tuned.method() instanceof Lora lora ? packed(tuned, lora, model) : null);
    }
    return packed;
  }

  /** How many are kept. */
  synchronized int size() {
    return byDigest.size();
  }

  private PackedLora packed(Tuned tuned, Lora lora, ModelInfo model) {
    return byDigest
        .compute(
            tuned.digest(),
            (digest, used) ->
                new Used(
                    used == null ? new PackedLora(lora, tuned.tensors(), model) : used.packed(),
                    batches))
        .packed();
  }
}
