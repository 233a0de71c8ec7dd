package io.clozeline.bert.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.bitfit.BitFit;
import io.clozeline.bert.method.bottleneck.Bottleneck;
import io.clozeline.bert.method.ia3.Ia3;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.prefix.Prefix;
import io.clozeline.bert.method.softprompt.SoftPrompt;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeftFolderTest {
  private static final ModelInfo BASE = TinyAdapters.MODEL;
  private static final List<String> LABELS = List.of("a", "b", "c");

  @TempDir private Path folder;

  static Stream<Method> methods() {
    return Stream.of(
        new Lora(2, 16, TinyAdapters.TARGETS),
        new Lora(2, 16, List.of(Target.values()), true),
        new Ia3(Ia3.DEFAULT),
        new Ia3(List.of(Target.QUERY)),
        new Prefix(3),
        new SoftPrompt(2));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void readsBackWhatItWrote(Method method) throws IOException {
    for (boolean prompt : List.of(true, false)) {
      // Given
      byte[] adapter = adapter(method, prompt);
      // When
      PeftFolder.write(adapter, BASE, folder);
      // Then
      assertArrayEquals(adapter, PeftFolder.read(folder, BASE, purpose(prompt)));
    }
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(
            new Ia3(Ia3.DEFAULT),
            Map.of(
                "base_model.model.bert.encoder.layer.1.attention.self.key.ia3_l", "[4, 1]",
                "base_model.model.bert.encoder.layer.1.output.dense.ia3_l", "[1, 6]",
                "base_model.model.classifier.weight", "[3, 4]"),
            Map.of(
                "peft_type", "\"IA3\"",
                "task_type", "\"TOKEN_CLS\"",
                "feedforward_modules", "\".*\\\\.layer\\\\.\\\\d+\\\\.(output\\\\.dense)\"")),
        Arguments.of(
            new Lora(2, 16, List.of(Target.VALUE), true),
            Map.of(
                "base_model.model.bert.encoder.layer.0.attention.self.value.lora_A.weight",
                "[2, 4]",
                "base_model.model.bert.encoder.layer.0.attention.self.value.lora_B.weight",
                "[4, 2]"),
            Map.of(
                "peft_type", "\"LORA\"",
                "use_rslora", "true",
                "lora_alpha", "16",
                "target_modules", "[\"value\"]")),
        Arguments.of(
            new Prefix(3),
            Map.of("prompt_embeddings", "[3, 16]", "base_model.classifier.bias", "[3]"),
            Map.of(
                "peft_type", "\"PREFIX_TUNING\"",
                "num_virtual_tokens", "3",
                "num_layers", "2",
                "prefix_projection", "false",
                "modules_to_save", "[\"classifier\"]")),
        Arguments.of(
            new SoftPrompt(2),
            Map.of("prompt_embeddings", "[2, 4]"),
            Map.of("peft_type", "\"PROMPT_TUNING\"", "token_dim", "4")));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void namesAndShapesAreThoseOfPeft(
      Method method, Map<String, String> tensors, Map<String, String> settings) throws IOException {
    // When
    PeftFolder.write(adapter(method, false), BASE, folder);
    // Then
    var file = SafeTensors.read(Files.readAllBytes(folder.resolve("adapter_model.safetensors")));
    tensors.forEach(
        (name, shape) -> assertEquals(shape, "" + file.find(name).orElseThrow().shape(), name));
    var json = new ObjectMapper().readTree(folder.resolve("adapter_config.json").toFile());
    assertEquals("\"tiny-bert\"", json.path("base_model_name_or_path").toString());
    settings.forEach((name, value) -> assertEquals(value, json.path(name).toString(), name));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void saysWithoutAHeadWhatPeftNeedsToApplyIt(Method method) throws IOException {
    // When
    PeftFolder.write(adapter(method, true), BASE, folder);
    // Then
    var json = new ObjectMapper().readTree(folder.resolve("adapter_config.json").toFile());
    boolean virtualTokens = method.positions() > 0;
    assertEquals(virtualTokens ? "FEATURE_EXTRACTION" : null, json.get("task_type").textValue());
    assertTrue(json.get("modules_to_save").isNull());
  }

  @Test
  void readsAFolderThatPythonWroteOverTheBareModel() throws IOException {
    // Given
    Lora lora = new Lora(2, 16, List.of(Target.QUERY));
    byte[] adapter = adapter(lora, true);
    PeftFolder.write(adapter, BASE, folder);
    var renamed = new SafeTensorsWriter();
    Map<String, float[]> tensors = new TreeMap<>(AdapterFile.read(adapter, BASE).tensors());
    tensors.forEach(
        (name, values) ->
            renamed.tensor(name.replace(".bert.", "."), values, lora.shapes(BASE).get(name)));
    Files.write(folder.resolve("adapter_model.safetensors"), renamed.bytes());
    change("base_model_name_or_path", "someone/tiny-bert");
    // Then
    assertArrayEquals(adapter, PeftFolder.read(folder, BASE, purpose(true)));
  }

  @Test
  void refusesWhatItCannotKeep() throws IOException {
    PeftFolder.write(adapter(new Lora(2, 16, TinyAdapters.TARGETS), false), BASE, folder);
    assertRefused(Reason.UNEXPECTED_TENSOR, true);
    change("task_type", "SEQ_CLS");
    assertRefused(Reason.UNSUPPORTED, false);
    change("task_type", "TOKEN_CLS");
    change("base_model_name_or_path", "bert-large");
    assertRefused(Reason.WRONG_BASE, false);
    change("base_model_name_or_path", "tiny-bert");
    change("peft_type", "LOHA");
    assertRefused(Reason.UNSUPPORTED, false);
    change("peft_type", "IA3");
    assertRefused(Reason.UNSUPPORTED, false);
    for (Method method : List.of(new BitFit(), new Bottleneck(2))) {
      byte[] own = adapter(method, true);
      var refusal = assertThrows(AdapterException.class, () -> PeftFolder.write(own, BASE, folder));
      assertEquals(Reason.UNSUPPORTED, refusal.reason());
    }
  }

  @Test
  void filesHoldEveryMethod() {
    List<Method> all = new ArrayList<>(methods().toList());
    all.add(new BitFit());
    all.add(new Bottleneck(3));
    for (Method method : all) {
      byte[] file = adapter(method, false);
      assertEquals(method, AdapterFile.read(file, BASE).method());
    }
  }

  private void assertRefused(Reason reason, boolean prompt) {
    var refusal =
        assertThrows(AdapterException.class, () -> PeftFolder.read(folder, BASE, purpose(prompt)));
    assertEquals(reason, refusal.reason(), refusal.getMessage());
  }

  private void change(String name, String value) throws IOException {
    var mapper = new ObjectMapper();
    Path config = folder.resolve("adapter_config.json");
    var json = (ObjectNode) mapper.readTree(config.toFile());
    json.put(name, value);
    mapper.writeValue(config.toFile(), json);
  }

  private static PeftFolder.Purpose purpose(boolean prompt) {
    return new PeftFolder.Purpose("topic", LABELS, prompt);
  }

  private static byte[] adapter(Method method, boolean prompt) {
    var random = new Random(3);
    Map<String, float[]> tensors = method.start(BASE, random);
    for (float[] values : tensors.values()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) random.nextGaussian();
      }
    }
    var config =
        new AdapterConfig(BASE.name(), BASE.weightsDigest(), "topic", method, LABELS, prompt);
    return AdapterFile.write(config, BASE, tensors, prompt ? null : TinyAdapters.CLASSIFIER);
  }
}
