package io.clozeline.bert.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import io.clozeline.bert.safetensors.StoredTensor;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedAdapterTest {
  private static final String QUERY_A =
      "base_model.model.bert.encoder.layer.1.attention.self.query.lora_A.weight";
  private static final String QUERY_B =
      "base_model.model.bert.encoder.layer.1.attention.self.query.lora_B.weight";
  private static final String BIAS = "base_model.model.classifier.bias";

  static Stream<Arguments> otherModels() {
    return Stream.of(
        arguments(TinyAdapters.model("other", "base-digest", 2, 4), Reason.WRONG_BASE),
        arguments(TinyAdapters.model("tiny-bert", "other", 2, 4), Reason.WRONG_BASE),
        arguments(TinyAdapters.model("tiny-bert", "base-digest", 2, 5), Reason.WRONG_SHAPE),
        arguments(TinyAdapters.model("tiny-bert", "base-digest", 2, 1), Reason.WRONG_SHAPE),
        arguments(TinyAdapters.model("tiny-bert", "base-digest", 3, 4), Reason.INCOMPLETE),
        arguments(TinyAdapters.model("tiny-bert", "base-digest", 1, 4), Reason.UNEXPECTED_TENSOR));
  }

  @ParameterizedTest
  @MethodSource("otherModels")
  void refusesAnotherModel(ModelInfo model, Reason reason) {
    assertRefused(TinyAdapters.file(), model, reason);
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments("\"r\":2", "\"r\":3", Reason.WRONG_SHAPE),
        arguments("\"r\":2", "\"r\":0", Reason.MALFORMED),
        arguments("\"r\":2", "\"r\":2.5", Reason.MALFORMED),
        arguments("\"r\":2", "\"r\":99999999999", Reason.MALFORMED),
        arguments("\"r\":2", "\"r\":2147483647", Reason.WRONG_SHAPE),
        arguments("\"lora_alpha\":16", "\"lora_alpha\":-1", Reason.MALFORMED),
        arguments("\"lora_alpha\":16", "\"lora_alpha\":1e999", Reason.MALFORMED),
        arguments("\"lora_alpha\":16", "\"lora_alpha\":1e300", Reason.WRONG_SHAPE),
        arguments("\"lora_alpha\":16", "\"lora_alpha\":\"16\"", Reason.MALFORMED),
        arguments("LORA", "IA3", Reason.UNSUPPORTED),
        arguments("\"bias\":\"none\"", "\"bias\":\"all\"", Reason.UNSUPPORTED),
        arguments("\"fan_in_fan_out\":false", "\"fan_in_fan_out\":true", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"use_dora\":true", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"rank_pattern\":{\"q\":4}", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"layers_to_transform\":[0]", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"init_lora_weights\":\"pissa\"", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"use_bdlora\":{\"nblocks\":2}", Reason.UNSUPPORTED),
        arguments(
            "\"inference_mode\":true", "\"arrow_config\":{\"nblocks\":2}", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"kasa_config\":{\"nblocks\":2}", Reason.UNSUPPORTED),
        arguments(
            "\"inference_mode\":true", "\"monteclora_config\":{\"nblocks\":2}", Reason.UNSUPPORTED),
        arguments("\"inference_mode\":true", "\"r\":2", Reason.MALFORMED),
        arguments("output\\\\.dense", "word_embeddings", Reason.UNSUPPORTED),
        arguments("(attention", "((a+)+b|attention", Reason.UNSUPPORTED),
        arguments("}", "", Reason.MALFORMED),
        arguments("}", "}}", Reason.MALFORMED),
        arguments("tiny-bert", "tiny", Reason.WRONG_BASE));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("settings")
  void refusesAnotherPeftConfig(String setting, String other, Reason reason) {
    String json = SafeTensors.read(TinyAdapters.file()).metadata().get(AdapterMetadata.PEFT);
    assertTrue(json.contains(setting), json);

    assertRefused(changed().metadata(AdapterMetadata.PEFT, json.replace(setting, other)), reason);
  }

  static Stream<Arguments> targetModules() {
    String both = "[\"query\",\"value\",\"output.dense\"]";
    return Stream.of(
        arguments(both, Reason.INCOMPLETE), // to PEFT, the suffix is that of attention.output, too
        arguments("[]", Reason.MALFORMED),
        arguments("null", Reason.MALFORMED),
        arguments("{}", Reason.MALFORMED),
        arguments("[\"query\"]", Reason.UNEXPECTED_TENSOR),
        arguments("[\"query\",3]", Reason.UNSUPPORTED),
        arguments("[\"query\",\"\"]", Reason.UNSUPPORTED),
        arguments("\"all-linear\"", Reason.UNSUPPORTED),
        arguments("\"\"", Reason.UNSUPPORTED),
        arguments("\".*\\\\.layer\\\\.\\\\d+\\\\.()\"", Reason.UNSUPPORTED));
  }

  @ParameterizedTest
  @MethodSource("targetModules")
  void refusesOtherTargets(String modules, Reason reason) {
    String json = SafeTensors.read(TinyAdapters.file()).metadata().get(AdapterMetadata.PEFT);
    String other = json.replaceFirst("\"target_modules\":\"[^\"]*\"", "\"target_modules\":X");

    assertRefused(changed().metadata(AdapterMetadata.PEFT, other.replace("X", modules)), reason);
  }

  static Stream<Arguments> metadata() {
    return Stream.of(
        arguments(AdapterMetadata.VERSION, "2", Reason.UNSUPPORTED),
        arguments(AdapterMetadata.PROMPT, "yes", Reason.MALFORMED),
        arguments(AdapterMetadata.PROMPT, "true", Reason.UNEXPECTED_TENSOR),
        arguments(AdapterMetadata.LABELS, "[]", Reason.MALFORMED),
        arguments(AdapterMetadata.LABELS, "{\"a\":\"b\"}", Reason.MALFORMED),
        arguments(AdapterMetadata.LABELS, "[\"a\",null,\"c\"]", Reason.MALFORMED),
        arguments(AdapterMetadata.LABELS, "[\"a\",1,\"c\"]", Reason.MALFORMED),
        arguments(AdapterMetadata.LABELS, "", Reason.MALFORMED),
        arguments(AdapterMetadata.LABELS, "[".repeat(10_000), Reason.MALFORMED),
        arguments(AdapterMetadata.LABELS, "[\"a\",\"b\"]", Reason.WRONG_SHAPE),
        arguments(AdapterMetadata.PEFT, "", Reason.UNSUPPORTED),
        arguments(AdapterMetadata.PEFT, "null", Reason.UNSUPPORTED),
        arguments(AdapterMetadata.PEFT, "no JSON", Reason.MALFORMED),
        arguments(AdapterMetadata.BASE_DIGEST, "other", Reason.WRONG_BASE));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("metadata")
  void refusesOtherMetadata(String key, String value, Reason reason) {
    assertRefused(changed().metadata(key, value), reason);
  }

  @Test
  void refusesAFileWithoutMetadata() {
    assertRefused(new SafeTensorsWriter(), Reason.MALFORMED);
    assertRefused(new byte[20], TinyAdapters.MODEL, Reason.MALFORMED);
  }

  @Test
  void refusesMissingTensors() {
    assertRefused(without(QUERY_A), Reason.INCOMPLETE);
    assertRefused(without(QUERY_B), Reason.INCOMPLETE);
    assertRefused(without(BIAS), Reason.INCOMPLETE);
  }

  @Test
  void refusesOtherTensors() {
    assertRefused(without(QUERY_A).tensor(QUERY_A, new float[8], 4, 2), Reason.WRONG_SHAPE);
    assertRefused(without(QUERY_B).tensor(QUERY_B, new float[12], 4, 3), Reason.WRONG_SHAPE);
    assertRefused(without(BIAS).tensor(BIAS, new float[3], 3, 1), Reason.WRONG_SHAPE);
    assertRefused(changed().tensor("more", new float[1], 1), Reason.UNEXPECTED_TENSOR);
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused(without(BIAS).tensor(BIAS, new float[] {0, 0, bad}, 3), Reason.NOT_FINITE);
    }
  }

  @Test
  void refusesEveryDamageWithOneExceptionOnly() {
    byte[] good = TinyAdapters.file();
    Random random = new Random(2);

    for (int i = 0; i < 5_000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        AdapterFile.read(bad, TinyAdapters.MODEL);
      } catch (AdapterException expected) {
        // any other exception fails the test
      }
    }
  }

  private static SafeTensorsWriter changed() {
    return without("");
  }

  private static SafeTensorsWriter without(String name) {
    SafeTensors file = SafeTensors.read(TinyAdapters.file());
    SafeTensorsWriter writer = new SafeTensorsWriter();
    file.metadata().forEach(writer::metadata);
    for (String kept : file.names()) {
      if (!kept.equals(name)) {
        StoredTensor tensor = file.find(kept).orElseThrow();
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        writer.tensor(kept, tensor.floats(), shape);
      }
    }
    return writer;
  }

  private static void assertRefused(SafeTensorsWriter file, Reason reason) {
    assertRefused(file.bytes(), TinyAdapters.MODEL, reason);
  }

  private static void assertRefused(byte[] file, ModelInfo model, Reason reason) {
    var refusal = assertThrows(AdapterException.class, () -> AdapterFile.read(file, model));

    assertEquals(reason, refusal.reason(), refusal.getMessage());
  }
}
