package io.clozeline.bert.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes F32 tensors. Tensors and metadata are sorted by name, so that the same content always
 * gives the same bytes, in whatever order it was added.
 */
public final class SafeTensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_FLOATS = 1 << 14;

  private record Content(long[] shape, FloatBuffer values) {}

  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, Content> tensors = new TreeMap<>();

  /** Adds an entry of {@code __metadata__}. */
  public SafeTensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Adds a tensor, row-major. */
  public SafeTensorsWriter tensor(String name, float[] values, long... shape) {
    return tensor(name, FloatBuffer.wrap(values), shape);
  }

  /** Adds a tensor, row-major; what remains in {@code values} is read when the file is written. */
  public SafeTensorsWriter tensor(String name, FloatBuffer values, long... shape) {
    long needed = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (needed != values.remaining()) {
      throw new IllegalArgumentException(
          "tensor '%s' of shape %s needs %d numbers, not %d"
              .formatted(name, Arrays.toString(shape), needed, values.remaining()));
    }
    if (tensors.put(name, new Content(shape.clone(), values.slice())) != null) {
      throw new IllegalArgumentException("tensor '" + name + "' was added twice");
    }
    return this;
  }

  /** The whole file. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes the whole file, in chunks; {@code out} is left open. */
  public void write(OutputStream out) throws IOException {
    byte[] header = header();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    for (Content tensor : tensors.values()) {
      write(tensor.values().duplicate(), out);
    }
  }

  private static void write(FloatBuffer values, OutputStream out) throws IOException {
    float[] floats = new float[CHUNK_FLOATS];
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      int count = Math.min(CHUNK_FLOATS, values.remaining());
      values.get(floats, 0, count);
      chunk.asFloatBuffer().put(floats, 0, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  private byte[] header() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject("__metadata__");
      metadata.forEach(node::put);
    }
    long offset = 0;
    for (Map.Entry<String, Content> tensor : tensors.entrySet()) {
      long end = offset + (long) tensor.getValue().values().remaining() * Float.BYTES;
      ObjectNode node = root.putObject(tensor.getKey()).put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      Arrays.stream(tensor.getValue().shape()).forEach(shape::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return padded(root.toString());
  }

  private static byte[] padded(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    int length = (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(bytes, length);
    Arrays.fill(padded, bytes.length, length, (byte) ' ');
    return padded;
  }
}
