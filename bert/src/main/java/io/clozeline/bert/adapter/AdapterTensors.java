package io.clozeline.bert.adapter;

import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.safetensors.SafetensorsHeader;
import io.clozeline.bert.safetensors.TensorEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Takes the tensors that an adapter must have out of a file, and notices those that it must not.
 */
final class AdapterTensors {
  private final byte[] file;
  private final SafetensorsHeader header;
  private final Set<String> taken = new HashSet<>();

  AdapterTensors(byte[] file, SafetensorsHeader header) {
    this.file = file;
    this.header = header;
  }

  /** The numbers of an fp32 tensor of exactly that shape, all of them finite. */
  float[] floats(String name, long... shape) {
    TensorEntry tensor =
        header
            .tensor(name)
            .orElseThrow(
                () ->
                    new AdapterException(Reason.WRONG_SHAPE, "the tensor " + name + " is missing"));
    List<Long> wanted = LongStream.of(shape).boxed().toList();
    if (!tensor.dtype().equals("F32") || !tensor.shape().equals(wanted)) {
      throw new AdapterException(
          Reason.WRONG_SHAPE,
          "the tensor " + name + " is " + tensor.dtype() + tensor.shape() + ", not F32" + wanted);
    }
    taken.add(name);
    float[] values = new float[Math.toIntExact(tensor.bytes() / Float.BYTES)];
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(Math.toIntExact(header.dataStart() + tensor.begin()))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    requireFinite(name, values);
    return values;
  }

  void requireNoOther() {
    for (String name : header.tensors().keySet()) {
      if (!taken.contains(name)) {
        throw new AdapterException(
            Reason.WRONG_SHAPE, "the tensor " + name + " belongs to none of the targets");
      }
    }
  }

  private static void requireFinite(String name, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new AdapterException(Reason.NOT_FINITE, "the tensor " + name + " holds " + value);
      }
    }
  }
}
