package io.clozeline.bert.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.adapter.AdapterException.Reason;
import java.util.List;

/**
 * PEFT's {@code adapter_config.json}, as far as an adapter has it. An adapter with a linear head is
 * a sequence classifier to PEFT; one that answers through the masked-LM head has no task type.
 *
 * @see <a href="https://huggingface.co/docs/peft/developer_guides/checkpoint">PEFT checkpoints</a>
 */
record PeftConfig(String baseModel, int r, double alpha, List<Target> targets) {
  private static final List<String> SWITCHES =
      List.of("use_dora", "use_rslora", "fan_in_fan_out", "lora_bias", "use_qalora");
  private static final List<String> REFINEMENTS =
      List.of(
          "rank_pattern",
          "alpha_pattern",
          "layers_to_transform",
          "layers_pattern",
          "exclude_modules",
          "layer_replication",
          "target_parameters",
          "alora_invocation_tokens",
          "trainable_token_indices",
          "megatron_config");

  static PeftConfig of(AdapterConfig config) {
    return new PeftConfig(config.baseModel(), config.r(), config.alpha(), config.targets());
  }

  String toJson(boolean classifier) {
    ObjectNode json = StrictJson.object();
    json.put("base_model_name_or_path", baseModel);
    json.put("bias", "none");
    json.put("fan_in_fan_out", false);
    json.put("inference_mode", true);
    if (alpha == Math.rint(alpha) && alpha < Integer.MAX_VALUE) {
      json.put("lora_alpha", (int) alpha);
    } else {
      json.put("lora_alpha", alpha);
    }
    json.put("lora_dropout", 0.0);
    if (classifier) {
      json.putArray("modules_to_save").add("classifier");
    } else {
      json.putNull("modules_to_save");
    }
    json.put("peft_type", "LORA");
    json.put("r", r);
    json.set("target_modules", TargetModules.toJson(targets));
    json.put("task_type", classifier ? "SEQ_CLS" : null);
    return json.toString();
  }

  static PeftConfig parse(String text) {
    JsonNode json;
    try {
      json = StrictJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new AdapterException(
          Reason.MALFORMED, "the PEFT config is not JSON: " + e.getOriginalMessage(), e);
    }
    expect(json, "peft_type", "LORA");
    expect(json, "bias", "none");
    SWITCHES.forEach(name -> requireOff(json, name));
    REFINEMENTS.forEach(name -> requireOff(json, name));
    if (json.path("init_lora_weights").isTextual()) { // such as pissa: it changes the base, too
      expect(json, "init_lora_weights", "gaussian");
    }
    JsonNode r = json.path("r");
    JsonNode alpha = json.path("lora_alpha");
    JsonNode base = json.path("base_model_name_or_path");
    if (!r.isInt() || !alpha.isNumber() || !base.isTextual()) {
      throw new AdapterException(
          Reason.MALFORMED,
          "the PEFT config needs an integer r, a number lora_alpha and base_model_name_or_path");
    }
    List<Target> targets = TargetModules.fromJson(json.path("target_modules"));
    return new PeftConfig(base.textValue(), r.intValue(), alpha.doubleValue(), targets);
  }

  private static void expect(JsonNode json, String name, String value) {
    if (!json.path(name).asText().equals(value)) {
      throw new AdapterException(
          Reason.UNSUPPORTED,
          "the PEFT config has %s %s, expected %s".formatted(name, json.path(name), value));
    }
  }

  private static void requireOff(JsonNode json, String name) {
    JsonNode value = json.path(name);
    boolean off =
        value.isMissingNode()
            || value.isNull()
            || (value.isBoolean() && !value.booleanValue())
            || (value.isContainerNode() && value.isEmpty());
    if (!off) {
      throw new AdapterException(
          Reason.UNSUPPORTED, "the PEFT config has %s %s, expected none".formatted(name, value));
    }
  }
}
