package io.clozeline.bert.safetensors;

import java.util.List;

/**
 * What a header says of one tensor; the size of the range agrees with the shape.
 *
 * @param begin first byte, counted from the end of the header
 * @param end the byte after the last
 */
record TensorEntry(String name, Dtype dtype, List<Long> shape, long begin, long end) {

  TensorEntry {
    shape = List.copyOf(shape);
    long needed = bytes(name, dtype, shape);
    if (begin > end || end - begin != needed) {
      throw new SafeTensorsException(
          "tensor '%s' has the byte range [%d, %d), its shape %s of %s needs %d bytes"
              .formatted(name, begin, end, shape, dtype, needed));
    }
  }

  private static long bytes(String name, Dtype dtype, List<Long> shape) {
    long bytes = dtype.bytes();
    try {
      for (long dimension : shape) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
    } catch (ArithmeticException e) {
      throw new SafeTensorsException(
          "tensor '" + name + "' has a shape " + shape + " that overflows", e);
    }
    return bytes;
  }
}
