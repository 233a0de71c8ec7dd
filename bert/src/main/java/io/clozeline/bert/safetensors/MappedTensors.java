package io.clozeline.bert.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;

/** The tensors of a file, mapped into memory: processes that read the same file share its pages. */
public final class MappedTensors {
  private final Path path;
  private final SafetensorsHeader header;

  private MappedTensors(Path path, SafetensorsHeader header) {
    this.path = path;
    this.header = header;
  }

  /**
   * Reads the header of a file.
   *
   * @throws SafetensorsException when it is not a safetensors file
   */
  public static MappedTensors open(Path path) {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new MappedTensors(path, SafetensorsHeader.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /**
   * An fp32 tensor of exactly that shape.
   *
   * @throws SafetensorsException when there is none
   */
  public FloatBuffer floats(String name, long... shape) {
    TensorEntry tensor =
        header
            .tensor(name)
            .orElseThrow(() -> new SafetensorsException(path + " has no tensor " + name));
    List<Long> wanted = LongStream.of(shape).boxed().toList();
    if (!tensor.dtype().equals("F32") || !tensor.shape().equals(wanted)) {
      throw new SafetensorsException(
          "tensor " + name + " is " + tensor.dtype() + tensor.shape() + ", not F32" + wanted);
    }
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      return file.map(
              FileChannel.MapMode.READ_ONLY, header.dataStart() + tensor.begin(), tensor.bytes())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot map " + path, e);
    }
  }
}
