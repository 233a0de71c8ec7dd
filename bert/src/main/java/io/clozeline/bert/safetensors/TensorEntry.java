package io.clozeline.bert.safetensors;

import java.util.List;
import java.util.Objects;

/**
 * Where a tensor lies in a file.
 *
 * @param dtype the format's name, such as {@code F32}
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
public record TensorEntry(String name, String dtype, List<Long> shape, long begin, long end) {

  public TensorEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dtype, "dtype");
    shape = List.copyOf(shape);
  }

  /** Bytes of the tensor. */
  public long bytes() {
    return end - begin;
  }
}
