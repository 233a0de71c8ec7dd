package io.clozeline.bert.safetensors;

import java.util.Map;

/** The number formats of safetensors. */
final class Dtypes {
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F64", 8));

  private Dtypes() {}

  static int bytes(String dtype) {
    Integer bytes = BYTES.get(dtype);
    if (bytes == null) {
      throw new SafetensorsException("unknown number format " + dtype);
    }
    return bytes;
  }
}
