package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Cuts a batch into what different encoders compute, and puts their vectors in order again. */
final class Parts {
  private Parts() {}

  /**
   * Encodes each part.
   *
   * @param key what inputs of one part have in common; may be null
   * @param encoding encodes the inputs of one key
   */
  static <K> float[][][] encode(
      List<EncoderInput> batch,
      Function<EncoderInput, K> key,
      BiFunction<K, List<EncoderInput>, float[][][]> encoding) {
    Map<K, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      rows.computeIfAbsent(key.apply(batch.get(row)), first -> new ArrayList<>()).add(row);
    }
    float[][][] all = new float[batch.size()][][];
    rows.forEach(
        (common, own) -> {
          float[][][] vectors = encoding.apply(common, own.stream().map(batch::get).toList());
          for (int i = 0; i < vectors.length; i++) {
            all[own.get(i)] = vectors[i];
          }
        });
    return all;
  }
}
