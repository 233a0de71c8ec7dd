package io.clozeline.bert.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;

/** One tensor of a file, row-major; its numbers stay in the file until they are asked for. */
public final class StoredTensor {
  private final String name;
  private final Dtype dtype;
  private final List<Long> shape;
  private final ByteBuffer bytes;

  StoredTensor(String name, Dtype dtype, List<Long> shape, ByteBuffer bytes) {
    this.name = name;
    this.dtype = dtype;
    this.shape = List.copyOf(shape);
    this.bytes = bytes;
  }

  /** Its name in the file. */
  public String name() {
    return name;
  }

  /** The number format in the file. */
  public Dtype dtype() {
    return dtype;
  }

  /** Its dimensions, outermost first; empty for a scalar. */
  public List<Long> shape() {
    return shape;
  }

  /** Whether these are its dimensions. */
  public boolean hasShape(long... dimensions) {
    return shape.equals(Arrays.stream(dimensions).boxed().toList());
  }

  /** How many numbers it has. */
  public int elements() {
    return bytes.capacity() / dtype.bytes();
  }

  /**
   * Its numbers as a read-only buffer: a view of the file for F32, a converted copy for F16 and
   * BF16.
   *
   * @throws SafeTensorsException for the other formats
   */
  public FloatBuffer buffer() {
    return dtype == Dtype.F32 ? view() : FloatBuffer.wrap(floats()).asReadOnlyBuffer();
  }

  /**
   * A copy of its numbers; F16 and BF16 are converted.
   *
   * @throws SafeTensorsException for formats other than F32, F16 and BF16
   */
  public float[] floats() {
    float[] floats = new float[checkedFloats()];
    switch (dtype) {
      case F32 -> view().get(floats);
      case BF16 -> {
        ShortBuffer bits = halves();
        for (int i = 0; i < floats.length; i++) {
          floats[i] = HalfPrecision.fromBf16(bits.get(i));
        }
      }
      default -> {
        ShortBuffer bits = halves();
        for (int i = 0; i < floats.length; i++) {
          floats[i] = HalfPrecision.fromF16(bits.get(i));
        }
      }
    }
    return floats;
  }

  private int checkedFloats() {
    if (dtype != Dtype.F32 && dtype != Dtype.F16 && dtype != Dtype.BF16) {
      throw new SafeTensorsException(
          "tensor '" + name + "' is " + dtype + ", expected F32, F16 or BF16");
    }
    return elements();
  }

  private FloatBuffer view() {
    return littleEndian().asFloatBuffer();
  }

  private ShortBuffer halves() {
    return littleEndian().asShortBuffer();
  }

  private ByteBuffer littleEndian() {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
