package io.clozeline.bert.safetensors;

import java.util.Arrays;

/** The number formats of safetensors whose elements are whole bytes. */
public enum Dtype {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E4M3(1),
  F8_E5M2(1),
  I16(2),
  U16(2),
  F16(2),
  BF16(2),
  I32(4),
  U32(4),
  F32(4),
  I64(8),
  U64(8),
  F64(8);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  static Dtype of(String text) {
    return Arrays.stream(values())
        .filter(dtype -> dtype.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new SafeTensorsException("unknown dtype '" + text + "'"));
  }
}
