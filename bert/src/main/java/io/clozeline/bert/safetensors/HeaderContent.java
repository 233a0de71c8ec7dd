package io.clozeline.bert.safetensors;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a header says; the tensors follow one another from byte zero, without gap or overlap. */
record HeaderContent(List<TensorEntry> tensors, Map<String, String> metadata) {

  HeaderContent {
    tensors =
        tensors.stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    metadata = Map.copyOf(metadata);
    long covered = 0;
    for (TensorEntry tensor : tensors) {
      if (tensor.begin() != covered) {
        throw new SafeTensorsException(
            "tensor '%s' begins at byte %d, expected %d, where the one before it ends"
                .formatted(tensor.name(), tensor.begin(), covered));
      }
      covered = tensor.end();
    }
  }

  /** Bytes of all tensors. */
  long dataBytes() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }
}
