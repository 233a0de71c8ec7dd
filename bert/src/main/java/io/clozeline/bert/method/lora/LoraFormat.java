package io.clozeline.bert.method.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;
import io.clozeline.bert.method.MethodFormatException;
import io.clozeline.bert.method.TargetModules;
import java.util.List;

/** PEFT's {@code LORA}. */
public final class LoraFormat implements MethodFormat {
  private static final List<String> OTHERS =
      List.of(
          "use_dora",
          "fan_in_fan_out",
          "lora_bias",
          "use_qalora",
          "use_bdlora",
          "arrow_config",
          "kasa_config",
          "monteclora_config",
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

  @Override
  public String peftType() {
    return "LORA";
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof Lora;
  }

  @Override
  public void write(Method method, ModelInfo base, ObjectNode json) {
    var lora = (Lora) method;
    json.put("bias", "none");
    json.put("fan_in_fan_out", false);
    if (lora.alpha() == Math.rint(lora.alpha()) && lora.alpha() < Integer.MAX_VALUE) {
      json.put("lora_alpha", (int) lora.alpha());
    } else {
      json.put("lora_alpha", lora.alpha());
    }
    json.put("lora_dropout", 0.0);
    json.put("r", lora.r());
    json.set("target_modules", TargetModules.toJson(lora.targets()));
    if (lora.rankStabilized()) {
      json.put("use_rslora", true);
    }
  }

  @Override
  public Method read(JsonNode json) {
    MethodFormat.expect(json, "bias", "none");
    MethodFormat.requireOff(json, OTHERS);
    if (json.path("init_lora_weights").isTextual()) { // such as pissa: it changes the base, too
      MethodFormat.expect(json, "init_lora_weights", "gaussian");
    }
    JsonNode r = json.path("r");
    JsonNode alpha = json.path("lora_alpha");
    if (!r.isInt() || !alpha.isNumber()) {
      throw MethodFormatException.malformed(
          "the PEFT config needs an integer r and a number lora_alpha");
    }
    return new Lora(
        r.intValue(),
        alpha.doubleValue(),
        TargetModules.fromJson(json.path("target_modules")),
        json.path("use_rslora").asBoolean(false));
  }
}
