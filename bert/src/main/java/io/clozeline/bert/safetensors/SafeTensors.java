package io.clozeline.bert.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An open safetensors file: its tensors by name and its metadata. The whole header is checked
 * before anything is returned, as strictly as the reference implementation does; nothing is
 * allocated that is larger than the file itself.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class SafeTensors {
  static final int LENGTH_BYTES = Long.BYTES;

  /**
   * The reference takes 100 MB; an adapter's header has some 30 KB and costs many times its size.
   */
  private static final long MAX_HEADER_BYTES = 4 * 1024 * 1024;

  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> metadata;

  private SafeTensors(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = metadata;
  }

  /**
   * Reads a file in memory. The tensors are views of {@code file}, which must not change after.
   *
   * @throws SafeTensorsException when the bytes are not a valid file
   */
  public static SafeTensors read(byte[] file) {
    return parse(ByteBuffer.wrap(file));
  }

  /**
   * Maps a file of up to 2 GB into memory; tensors are read when they are asked for, and processes
   * that map the same file share its pages.
   *
   * @throws SafeTensorsException when the file is not valid
   * @throws UncheckedIOException when it cannot be read
   */
  public static SafeTensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new SafeTensorsException(file + " is over 2 GB");
      }
      return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the tensors, in the order of their bytes. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** The tensor of that name. */
  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * The tensor of that name, which must have that shape.
   *
   * @throws SafeTensorsException when it is missing or has another shape
   */
  public StoredTensor require(String name, long... shape) {
    StoredTensor tensor =
        find(name).orElseThrow(() -> new SafeTensorsException("tensor '" + name + "' is missing"));
    if (!tensor.hasShape(shape)) {
      throw new SafeTensorsException(
          "tensor '%s' has the shape %s, expected %s"
              .formatted(name, tensor.shape(), Arrays.toString(shape)));
    }
    return tensor;
  }

  /** The free-form strings of {@code __metadata__}; empty when there are none. */
  public Map<String, String> metadata() {
    return metadata;
  }

  private static SafeTensors parse(ByteBuffer file) {
    int headerBytes = headerBytes(file);
    HeaderContent header = HeaderJson.parse(headerText(file, headerBytes));
    int dataStart = LENGTH_BYTES + headerBytes;
    long dataBytes = (long) file.capacity() - dataStart;
    if (header.dataBytes() != dataBytes) {
      throw new SafeTensorsException(
          "the tensors cover " + header.dataBytes() + " bytes, but " + dataBytes + " follow");
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (TensorEntry entry : header.tensors()) {
      int begin = dataStart + (int) entry.begin();
      int length = (int) (entry.end() - entry.begin());
      ByteBuffer bytes = file.slice(begin, length);
      tensors.put(
          entry.name(), new StoredTensor(entry.name(), entry.dtype(), entry.shape(), bytes));
    }
    return new SafeTensors(tensors, header.metadata());
  }

  private static int headerBytes(ByteBuffer file) {
    if (file.capacity() < LENGTH_BYTES) {
      throw new SafeTensorsException("a file of " + file.capacity() + " bytes has no header");
    }
    long length = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    long most = Math.min(MAX_HEADER_BYTES, file.capacity() - LENGTH_BYTES);
    if (length < 0 || length > most) {
      throw new SafeTensorsException(
          "the header claims "
              + Long.toUnsignedString(length)
              + " bytes, expected at most "
              + most);
    }
    return (int) length;
  }

  private static String headerText(ByteBuffer file, int length) {
    ByteBuffer bytes = file.slice(LENGTH_BYTES, length);
    if (length == 0 || bytes.get(0) != '{') {
      throw new SafeTensorsException("the header does not begin with '{'");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new SafeTensorsException("the header is not UTF-8", e);
    }
  }
}
