package io.clozeline.deploy.onnxruntime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights in an ONNX file: initializers by name, and which of them each node takes.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format</a>
 */
final class OnnxFile {
  private static final int GRAPH = 7; // of the model
  private static final int NODE = 1; // of the graph
  private static final int INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_NAME = 3;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_BYTES = 9;

  private final Map<String, float[]> initializers = new HashMap<>();
  private final Map<String, List<String>> inputs = new HashMap<>();

  private OnnxFile() {}

  static OnnxFile parse(byte[] file) throws IOException {
    var parsed = new OnnxFile();
    forEach(
        file,
        (field, graph) -> {
          if (field == GRAPH) {
            forEach(graph, parsed::entry);
          }
        });
    return parsed;
  }

  private void entry(int field, byte[] bytes) throws IOException {
    var name = new String[] {""};
    if (field == NODE) {
      List<String> own = new ArrayList<>();
      forEach(
          bytes,
          (part, value) -> {
            if (part == NODE_INPUT) {
              own.add(new String(value, UTF_8));
            } else if (part == NODE_NAME) {
              name[0] = new String(value, UTF_8);
            }
          });
      inputs.put(name[0], own);
    } else if (field == INITIALIZER) {
      var numbers = new float[1][];
      forEach(
          bytes,
          (part, value) -> {
            if (part == TENSOR_NAME) {
              name[0] = new String(value, UTF_8);
            } else if (part == TENSOR_BYTES) {
              numbers[0] = new float[value.length / Float.BYTES];
              ByteBuffer.wrap(value)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .asFloatBuffer()
                  .get(numbers[0]);
            }
          });
      initializers.put(name[0], numbers[0]);
    }
  }

  /** The initializer of that name. */
  float[] initializer(String name) {
    float[] numbers = initializers.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException("the ONNX file has no weights " + name);
    }
    return numbers;
  }

  /** The weights that a node multiplies by, {@code [in, out]}. */
  float[] weightsOf(String node) {
    List<String> own = inputs.get(node);
    if (own == null) {
      throw new IllegalArgumentException("the ONNX file has no node " + node);
    }
    return initializer(own.get(1));
  }

  @FunctionalInterface
  private interface Part {
    void accept(int field, byte[] value) throws IOException;
  }

  /** The parts of a message that have a length. */
  private static void forEach(byte[] message, Part part) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    in.setSizeLimit(Integer.MAX_VALUE);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        part.accept(WireFormat.getTagFieldNumber(tag), in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
  }
}
