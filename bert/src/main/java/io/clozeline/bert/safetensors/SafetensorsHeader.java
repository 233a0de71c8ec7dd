package io.clozeline.bert.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checked header of a safetensors file: every tensor's bytes lie inside the file, fit its shape
 * and type, and overlap no other; together they cover the data without a gap.
 *
 * @param dataStart first byte of the data in the file
 */
public record SafetensorsHeader(
    Map<String, TensorEntry> tensors, Map<String, String> metadata, long dataStart) {
  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER_BYTES = 100_000_000;

  public SafetensorsHeader {
    tensors = Map.copyOf(tensors);
    metadata = Map.copyOf(metadata);
  }

  /** Reads the header of a whole file in memory. */
  public static SafetensorsHeader read(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = headerLength(buffer, file.length);
    byte[] json = new byte[length];
    buffer.get(LENGTH_BYTES, json);
    return checked(json, file.length);
  }

  /** Reads the header of an open file. */
  public static SafetensorsHeader read(FileChannel file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, start, 0);
    int length = headerLength(start, file.size());
    ByteBuffer json = ByteBuffer.allocate(length);
    readFully(file, json, LENGTH_BYTES);
    return checked(json.array(), file.size());
  }

  /** The tensor of that name. */
  public Optional<TensorEntry> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  private static int headerLength(ByteBuffer start, long fileBytes) {
    if (fileBytes < LENGTH_BYTES) {
      throw new SafetensorsException("a file of " + fileBytes + " bytes has no header");
    }
    long length = start.getLong(0);
    if (length < 2 || length > fileBytes - LENGTH_BYTES || length > MAX_HEADER_BYTES) {
      throw new SafetensorsException(
          "a header of " + Long.toUnsignedString(length) + " bytes in a file of " + fileBytes);
    }
    return (int) length;
  }

  private static SafetensorsHeader checked(byte[] json, long fileBytes) {
    HeaderJson parsed = HeaderJson.parse(json);
    long dataStart = LENGTH_BYTES + (long) json.length;
    checkCoverage(List.copyOf(parsed.tensors().values()), fileBytes - dataStart);
    return new SafetensorsHeader(parsed.tensors(), parsed.metadata(), dataStart);
  }

  private static void checkCoverage(List<TensorEntry> tensors, long dataBytes) {
    long covered = 0;
    for (TensorEntry tensor :
        tensors.stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList()) {
      if (tensor.begin() != covered) {
        throw new SafetensorsException(
            "tensor "
                + tensor.name()
                + " begins at "
                + tensor.begin()
                + ", not where the one before ends, "
                + covered);
      }
      checkSize(tensor);
      covered = tensor.end();
    }
    if (covered != dataBytes) {
      throw new SafetensorsException("tensors cover " + covered + " of " + dataBytes + " bytes");
    }
  }

  private static void checkSize(TensorEntry tensor) {
    long bytes = Dtypes.bytes(tensor.dtype());
    try {
      for (long dimension : tensor.shape()) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
    } catch (ArithmeticException e) {
      throw new SafetensorsException("the shape of tensor " + tensor.name() + " overflows", e);
    }
    if (tensor.bytes() != bytes) {
      throw new SafetensorsException(
          "tensor "
              + tensor.name()
              + " has "
              + tensor.bytes()
              + " bytes, its shape needs "
              + bytes);
    }
  }

  private static void readFully(FileChannel file, ByteBuffer into, long position)
      throws IOException {
    while (into.hasRemaining()) {
      int read = file.read(into, position + into.position());
      if (read < 0) {
        throw new SafetensorsException("the file ends within its header");
      }
    }
  }
}
