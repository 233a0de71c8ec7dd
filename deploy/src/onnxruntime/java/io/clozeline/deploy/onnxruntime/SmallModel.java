package io.clozeline.deploy.onnxruntime;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * bge-small-en-v1.5 (Xiao et al., 2023), a BERT of 12 layers of 384 numbers, as the files of ONNX
 * Runtime and as a model directory with the same weights.
 */
final class SmallModel implements AutoCloseable {
  static final int HIDDEN = 384;
  private static final String NAME = "bge-small-en-v1.5";
  private static final int LAYERS = 12;
  private static final int HEADS = 12;
  private static final int WIDE = 1_536;
  private static final int POSITIONS = 512;

  private final byte[] fp32 = resource(NAME + ".onnx");
  private final Path folder = Files.createTempDirectory("clozeline-onnxruntime");

  /** Writes the directory; it is gone when this is closed. */
  SmallModel() throws IOException {
    OnnxFile file = OnnxFile.parse(fp32);
    List<String> vocabulary = vocabulary();
    Files.write(folder.resolve("vocab.txt"), vocabulary);
    new ObjectMapper()
        .writeValue(
            folder.resolve("model.json").toFile(),
            new ModelInfo(
                NAME, true, LAYERS, HIDDEN, HEADS, WIDE, vocabulary.size(), POSITIONS, "", ""));
    var words =
        new SafeTensorsWriter()
            .tensor(
                "embeddings.word",
                file.initializer("embeddings.word_embeddings.weight"),
                vocabulary.size(),
                HIDDEN);
    Files.write(folder.resolve("head.safetensors"), words.bytes());
    Files.write(folder.resolve("encoder.safetensors"), encoder(file).bytes());
  }

  private static SafeTensorsWriter encoder(OnnxFile file) {
    var writer = new SafeTensorsWriter();
    writer.tensor(
        "embeddings.type", file.initializer("embeddings.token_type_embeddings.weight"), 2, HIDDEN);
    writer.tensor(
        "embeddings.position",
        file.initializer("embeddings.position_embeddings.weight"),
        POSITIONS,
        HIDDEN);
    norm(writer, file, "embeddings.norm", "embeddings.LayerNorm");
    for (int i = 0; i < LAYERS; i++) {
      String to = "layer_" + i + ".";
      String from = "encoder.layer." + i + ".";
      float[] kernel = new float[HIDDEN * 3 * HIDDEN];
      float[] bias = new float[3 * HIDDEN];
      List<String> parts = List.of("query", "key", "value");
      for (int part = 0; part < parts.size(); part++) {
        String name = from + "attention.self." + parts.get(part);
        float[] own = file.weightsOf(node(name));
        for (int row = 0; row < HIDDEN; row++) {
          System.arraycopy(own, row * HIDDEN, kernel, (3 * row + part) * HIDDEN, HIDDEN);
        }
        System.arraycopy(file.initializer(name + ".bias"), 0, bias, part * HIDDEN, HIDDEN);
      }
      writer.tensor(to + "qkv.kernel", kernel, HIDDEN, 3 * HIDDEN);
      writer.tensor(to + "qkv.bias", bias, 3 * HIDDEN);
      String output = from + "attention.output.";
      dense(writer, file, to + "attention_output", output + "dense", HIDDEN, HIDDEN);
      norm(writer, file, to + "attention_norm", output + "LayerNorm");
      dense(writer, file, to + "intermediate", from + "intermediate.dense", HIDDEN, WIDE);
      dense(writer, file, to + "output", from + "output.dense", WIDE, HIDDEN);
      norm(writer, file, to + "output_norm", from + "output.LayerNorm");
    }
    return writer;
  }

  private static void dense(
      SafeTensorsWriter writer, OnnxFile file, String to, String from, int in, int out) {
    writer.tensor(to + ".kernel", file.weightsOf(node(from)), in, out);
    writer.tensor(to + ".bias", file.initializer(from + ".bias"), out);
  }

  private static void norm(SafeTensorsWriter writer, OnnxFile file, String to, String from) {
    writer.tensor(to + ".gamma", file.initializer(from + ".weight"), HIDDEN);
    writer.tensor(to + ".beta", file.initializer(from + ".bias"), HIDDEN);
  }

  private static String node(String module) {
    return "/" + module.replace('.', '/').replace("layer/", "layer.") + "/MatMul";
  }

  /** The tokens in the order of their ids. */
  private static List<String> vocabulary() throws IOException {
    Map<String, Integer> ids =
        new ObjectMapper()
            .convertValue(
                new ObjectMapper().readTree(tokenizer()).required("model").required("vocab"),
                new com.fasterxml.jackson.core.type.TypeReference<>() {});
    return ids.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Hugging Face's description of the tokenizer. */
  static byte[] tokenizer() {
    return resource(NAME + "-tokenizer.json");
  }

  /** The ONNX file in 32 bits. */
  byte[] fp32() {
    return fp32;
  }

  /** The ONNX file in 8 bits, dynamically quantized. */
  byte[] int8() {
    return resource(NAME + "-q.onnx");
  }

  ModelDirectory directory() {
    return new ModelDirectory(folder);
  }

  private static byte[] resource(String name) {
    try (InputStream in = SmallModel.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(in, name + " is not on the class path").readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
