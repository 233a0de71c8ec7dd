package io.clozeline.bert.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.ia3.Ia3;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.prefix.Prefix;
import io.clozeline.bert.method.softprompt.SoftPrompt;
import io.clozeline.bert.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders that Python's PEFT has written, and what PyTorch computes from them; see {@code
 * peft/README.md}. What is exported here stays in {@code target/peft}, for Python to read.
 */
class PythonPeftTest {
  private static final Path FOLDERS = Path.of("src", "test", "resources", "peft");
  private static final Path EXPORTS = Path.of("target", "peft");
  private static final String BARE = "-bare";

  /** Both compute in fp32, in another order; vectors have a deviation of about 0.5. */
  private static final double TOLERANCE = 1e-4;

  /** Those that are written in another way: an owner, an order, another head's name. */
  private static final Set<String> WRITTEN_OTHERWISE =
      Set.of(
          "base_model_name_or_path",
          "feedforward_modules",
          "modules_to_save",
          "target_modules",
          "task_type");

  private static ModelInfo base;
  private static JsonNode expected;

  @BeforeAll
  static void open() throws IOException {
    base = Prepared.directory().info();
    expected = new ObjectMapper().readTree(FOLDERS.resolve("expected.json").toFile());
  }

  static Stream<Arguments> folders() {
    return Stream.of(
        Arguments.of("lora", new Lora(2, 8, List.of(Target.QUERY, Target.VALUE))),
        Arguments.of("rslora", new Lora(2, 4, List.of(Target.values()), true)),
        Arguments.of("lora-bare", new Lora(1, 2, List.of(Target.VALUE))),
        Arguments.of(
            "ia3",
            new Ia3(List.of(Target.KEY, Target.VALUE, Target.ATTENTION_OUTPUT, Target.OUTPUT))),
        Arguments.of("prompt", new SoftPrompt(4)),
        Arguments.of("prompt-bare", new SoftPrompt(2)),
        Arguments.of("prefix", new Prefix(3)),
        Arguments.of("prefix-bare", new Prefix(1)));
  }

  @Test
  void theBaseModelsAgree() {
    // When
    float[][][] vectors = encode(null, true);

    // Then
    assertTrue(difference(expected("base", "vectors"), vectors) < TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void givesWhatPythonGives(String name, Method method) throws IOException {
    // Given
    Adapter adapter =
        AdapterFile.read(PeftFolder.read(FOLDERS.resolve(name), base, purpose(name)), base);

    // When
    boolean typed = !name.endsWith(BARE); // PEFT drops the types there
    float[][][] vectors = encode(adapter, typed);

    // Then
    assertEquals(method, adapter.method());
    double apart = difference(expected(name, "vectors"), vectors);
    assertTrue(apart < TOLERANCE, "vectors differ by " + apart);
    assertTrue(
        difference(expected(name, "vectors"), encode(null, typed)) > 0.3, "the adapter acts");
    if (adapter.classifier() != null) {
      double logitsApart = difference(expected(name, "logits"), logits(adapter, vectors));
      assertTrue(logitsApart < TOLERANCE, "logits differ by " + logitsApart);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void exportsWhatPythonWrote(String name, Method method) throws IOException {
    // Given
    byte[] adapter = PeftFolder.read(FOLDERS.resolve(name), base, purpose(name));

    // When
    PeftFolder.write(adapter, base, EXPORTS.resolve(name));

    // Then
    assertArrayEquals(adapter, PeftFolder.read(EXPORTS.resolve(name), base, purpose(name)));
    assertEquals(shapes(FOLDERS.resolve(name)), shapes(EXPORTS.resolve(name)));
    JsonNode theirs = config(FOLDERS.resolve(name));
    for (Map.Entry<String, JsonNode> setting : config(EXPORTS.resolve(name)).properties()) {
      if (!WRITTEN_OTHERWISE.contains(setting.getKey())) {
        assertEquals(theirs.get(setting.getKey()), setting.getValue(), setting.getKey());
      }
    }
  }

  private static PeftFolder.Purpose purpose(String name) {
    return new PeftFolder.Purpose("opinion", List.of("bad", "good"), name.endsWith(BARE));
  }

  /** The vectors of all tokens of both sequences, in one batch. */
  private static float[][][] encode(Adapter adapterOrNull, boolean typed) {
    List<EncoderInput> batch = new ArrayList<>();
    for (JsonNode sequence : expected.get("sequences")) {
      int[] ids = ints(sequence.get("inputIds"));
      int[] all = IntStream.range(0, ids.length).toArray();
      int[] types = typed ? ints(sequence.get("typeIds")) : new int[ids.length];
      batch.add(new EncoderInput(new Sequence(ids, types, all), adapterOrNull));
    }
    return Prepared.encoder(Precision.FP32).encode(batch);
  }

  private static float[][][] logits(Adapter adapter, float[][][] vectors) {
    return Stream.of(vectors)
        .map(tokens -> Stream.of(tokens).map(adapter.classifier()::logits).toArray(float[][]::new))
        .toArray(float[][][]::new);
  }

  /** Of each sequence what Python has found. */
  private static List<JsonNode> expected(String name, String what) {
    return expected.get("answers").get(name).findValues(what);
  }

  /** The largest, over the numbers that Python has shown of each vector. */
  private static double difference(List<JsonNode> expected, float[][][] actual) {
    assertEquals(expected.size(), actual.length);
    double largest = 0;
    for (int sequence = 0; sequence < actual.length; sequence++) {
      assertEquals(expected.get(sequence).size(), actual[sequence].length);
      for (int token = 0; token < actual[sequence].length; token++) {
        JsonNode numbers = expected.get(sequence).get(token);
        for (int i = 0; i < numbers.size(); i++) {
          double apart = Math.abs(numbers.get(i).doubleValue() - actual[sequence][token][i]);
          largest = Math.max(largest, apart);
        }
      }
    }
    return largest;
  }

  /** By name, as over a model with a head. */
  private static Map<String, String> shapes(Path folder) throws IOException {
    var file = SafeTensors.read(Files.readAllBytes(folder.resolve("adapter_model.safetensors")));
    Map<String, String> shapes = new TreeMap<>();
    for (String name : file.names()) {
      shapes.put(
          name.replace("base_model.model.encoder.", "base_model.model.bert.encoder."),
          file.find(name).orElseThrow().shape().toString());
    }
    return shapes;
  }

  private static JsonNode config(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("adapter_config.json").toFile());
  }

  private static int[] ints(JsonNode numbers) {
    return IntStream.range(0, numbers.size()).map(i -> numbers.get(i).intValue()).toArray();
  }
}
