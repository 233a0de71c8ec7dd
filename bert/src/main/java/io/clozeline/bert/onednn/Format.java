package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.clozeline.bert.Precision;
import io.clozeline.bert.Processor;
import java.nio.ByteBuffer;

/** The format of the numbers that lie between products. */
enum Format {
  F32(dnnl_f32, Float.BYTES) {
    @Override
    void put(ByteBuffer into, int index, float[] values) {
      into.asFloatBuffer().put(index, values);
    }

    @Override
    void get(ByteBuffer from, int index, float[] values) {
      from.asFloatBuffer().get(index, values);
    }
  },

  /** The upper half of one of 32 bits, rounded to the nearest, to even where two are as near. */
  BF16(dnnl_bf16, Short.BYTES) {
    @Override
    void put(ByteBuffer into, int index, float[] values) {
      short[] bits = new short[values.length];
      for (int i = 0; i < values.length; i++) {
        bits[i] = rounded(values[i]);
      }
      into.asShortBuffer().put(index, bits);
    }

    @Override
    void get(ByteBuffer from, int index, float[] values) {
      short[] bits = new short[values.length];
      from.asShortBuffer().get(index, bits);
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat(bits[i] << Short.SIZE);
      }
    }
  };

  private static final int HALF = 0x7fff;
  private static final int QUIET = 0x40; // makes a number of no value none of infinite value

  private final int type;
  private final int bytes;

  Format(int type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Of what an encoder in that precision has between its products. */
  static Format of(Precision precision) {
    boolean small =
        precision == Precision.BF16
            || precision == Precision.INT8 && Processor.here().fasterInBf16();
    return small ? BF16 : F32;
  }

  /** oneDNN's number for it. */
  int type() {
    return type;
  }

  /** Of one number. */
  int bytes() {
    return bytes;
  }

  /** Writes numbers from that one on. */
  abstract void put(ByteBuffer into, int index, float[] values);

  /** Reads numbers from that one on. */
  abstract void get(ByteBuffer from, int index, float[] values);

  private static short rounded(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> Short.SIZE | QUIET);
    }
    int even = bits >>> Short.SIZE & 1;
    return (short) (bits + HALF + even >>> Short.SIZE);
  }
}
