package io.clozeline.bert.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes fp32 tensors; the same tensors and metadata, in the same order, always give the same
 * bytes.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_FLOATS = 1 << 16;

  private record Tensor(String name, long[] shape, Floats values) {}

  private final Map<String, String> metadata = new TreeMap<>();
  private final List<Tensor> tensors = new ArrayList<>();

  /** Adds an entry of {@code __metadata__}. */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Adds a tensor; its values are read when the file is written. */
  public SafetensorsWriter tensor(String name, Floats values, long... shape) {
    tensors.add(new Tensor(name, shape.clone(), values));
    return this;
  }

  /** Writes the whole file. */
  public void write(OutputStream out) {
    byte[] header = header();
    try {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.write(length.putLong(header.length).array());
      out.write(header);
      for (Tensor tensor : tensors) {
        write(tensor.values(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Floats values, OutputStream out) throws IOException {
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[CHUNK_FLOATS];
    for (long from = 0; from < values.size(); from += CHUNK_FLOATS) {
      int count = (int) Math.min(CHUNK_FLOATS, values.size() - from);
      values.read(from, floats, count);
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
    for (Tensor tensor : tensors) {
      long end = offset + tensor.values().size() * Float.BYTES;
      ObjectNode node = root.putObject(tensor.name()).put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      for (long dimension : tensor.shape()) {
        shape.add(dimension);
      }
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return padded(root.toString());
  }

  private static byte[] padded(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    int padding = (ALIGNMENT - bytes.length % ALIGNMENT) % ALIGNMENT;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }
}
