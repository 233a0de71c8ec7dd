package io.clozeline.bert.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import io.clozeline.bert.safetensors.SafeTensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdapterFileTest {

  @Test
  void readsBackWhatWasWritten() {
    byte[] file = TinyAdapters.file();

    Adapter adapter = AdapterFile.read(file, TinyAdapters.MODEL);

    assertEquals(AdapterFile.digest(file), adapter.digest());
    assertEquals(TinyAdapters.linear(), adapter.config());
    assertSame(TinyAdapters.factors(TinyAdapters.TARGETS), adapter.tensors());
    assertEquals(TinyAdapters.CLASSIFIER, adapter.classifier());
  }

  @Test
  void readsBackAPromptAdapterWithoutAHead() {
    List<Target> targets = List.of(Target.values());
    AdapterConfig config = TinyAdapters.config(targets, true);

    Adapter adapter =
        AdapterFile.read(
            AdapterFile.write(config, TinyAdapters.MODEL, TinyAdapters.factors(targets), null),
            TinyAdapters.MODEL);

    assertEquals(config, adapter.config());
    assertNull(adapter.classifier());
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void readsBackEachTargetAlone(Target target) {
    List<Target> targets = List.of(target);
    AdapterConfig config = TinyAdapters.config(targets, true);

    byte[] file =
        AdapterFile.write(config, TinyAdapters.MODEL, TinyAdapters.factors(targets), null);

    assertEquals(
        new Lora(2, 16, targets), AdapterFile.read(file, TinyAdapters.MODEL).config().method());
  }

  /** Digests are names, so the bytes of the same adapter must not change between releases. */
  @Test
  void writesAndReadsTheGoldenFile() throws IOException {
    byte[] golden;
    try (var in = AdapterFileTest.class.getResourceAsStream("golden-adapter.safetensors")) {
      golden = in.readAllBytes();
    }

    assertArrayEquals(golden, TinyAdapters.file());
    Adapter adapter = AdapterFile.read(golden, TinyAdapters.MODEL);
    assertSame(TinyAdapters.factors(TinyAdapters.TARGETS), adapter.tensors());
    assertEquals(
        "12e70b1f79358f149ac549b77a658b68890a048cf2fd8f458c39f3851e336510", adapter.digest());
  }

  @Test
  void givesTheSameBytesInWhateverOrderFactorsAndTargetsCome() {
    Map<String, float[]> reversed = new LinkedHashMap<>();
    var keys = new ArrayList<>(TinyAdapters.factors(TinyAdapters.TARGETS).keySet());
    Collections.reverse(keys);
    keys.forEach(key -> reversed.put(key, TinyAdapters.factors(TinyAdapters.TARGETS).get(key)));
    var targets = List.of(Target.OUTPUT, Target.VALUE, Target.QUERY);

    byte[] file =
        AdapterFile.write(
            TinyAdapters.config(targets, false),
            TinyAdapters.MODEL,
            reversed,
            TinyAdapters.CLASSIFIER);

    assertArrayEquals(TinyAdapters.file(), file);
  }

  @Test
  void namesTensorsAsPeftDoes() {
    List<Target> targets = List.of(Target.values());
    SafeTensors file =
        SafeTensors.read(
            AdapterFile.write(
                TinyAdapters.config(targets, false),
                TinyAdapters.MODEL,
                TinyAdapters.factors(targets),
                TinyAdapters.CLASSIFIER));

    Set<String> expected = new TreeSet<>();
    expected.add("base_model.model.classifier.weight");
    expected.add("base_model.model.classifier.bias");
    for (String layer : List.of("0", "1")) {
      for (String module :
          List.of(
              "attention.self.query",
              "attention.self.key",
              "attention.self.value",
              "attention.output.dense",
              "intermediate.dense",
              "output.dense")) {
        String name = "base_model.model.bert.encoder.layer." + layer + "." + module;
        expected.add(name + ".lora_A.weight");
        expected.add(name + ".lora_B.weight");
      }
    }
    assertEquals(expected, new TreeSet<>(file.names()));
    file.require("base_model.model.bert.encoder.layer.1.output.dense.lora_A.weight", 2, 6);
    file.require("base_model.model.bert.encoder.layer.1.output.dense.lora_B.weight", 4, 2);
    file.require("base_model.model.bert.encoder.layer.0.intermediate.dense.lora_B.weight", 6, 2);
    file.require("base_model.model.classifier.weight", 3, 4);
  }

  @Test
  void refusesToWriteWhatCouldNotBeRead() {
    var factors = TinyAdapters.factors(TinyAdapters.TARGETS);
    var partial = new HashMap<>(factors);
    partial.remove(Lora.a(new LoraKey(1, Target.VALUE)));
    var twoLabels = new LinearHead(new float[2][4], new float[2]);

    assertRefused(factors, null);
    assertRefused(partial, TinyAdapters.CLASSIFIER);
    assertRefused(Map.of(), TinyAdapters.CLASSIFIER);
    assertRefused(factors, twoLabels);
  }

  @Test
  void refusesToWriteWhatIsNotFinite() {
    var head = new LinearHead(new float[3][4], new float[] {0, Float.NaN, 0});

    var refusal =
        assertThrows(
            AdapterException.class,
            () ->
                AdapterFile.write(
                    TinyAdapters.linear(),
                    TinyAdapters.MODEL,
                    TinyAdapters.factors(TinyAdapters.TARGETS),
                    head));

    assertEquals(Reason.NOT_FINITE, refusal.reason());
  }

  @Test
  void refusesBytesUnderAnotherName() {
    byte[] file = TinyAdapters.file();

    AdapterFile.read(AdapterFile.digest(file), file, TinyAdapters.MODEL);
    var refusal =
        assertThrows(
            AdapterException.class,
            () -> AdapterFile.read("0".repeat(64), file, TinyAdapters.MODEL));

    assertEquals(Reason.WRONG_DIGEST, refusal.reason());
  }

  private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
  }

  private static void assertRefused(Map<String, float[]> factors, LinearHead classifier) {
    assertThrows(
        IllegalArgumentException.class,
        () -> AdapterFile.write(TinyAdapters.linear(), TinyAdapters.MODEL, factors, classifier));
  }
}
