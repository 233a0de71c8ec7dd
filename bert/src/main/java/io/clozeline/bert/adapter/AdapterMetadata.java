package io.clozeline.bert.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An adapter's configuration as metadata of its file: PEFT's own JSON, and Clozeline's keys beside
 * it.
 */
final class AdapterMetadata {
  private static final String PEFT = "adapter_config";
  private static final String BASE_DIGEST = "clozeline.base-digest";
  private static final String TASK = "clozeline.task";
  private static final String LABELS = "clozeline.labels";
  private static final String HEAD = "clozeline.head";
  private static final String PROMPT = "prompt";
  private static final String LINEAR = "linear";
  private static final int MAX_RANK = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AdapterMetadata() {}

  static Map<String, String> of(AdapterConfig config) {
    try {
      return Map.of(
          "format",
          "pt",
          PEFT,
          JSON.writeValueAsString(peft(config)),
          BASE_DIGEST,
          config.baseDigest(),
          TASK,
          config.task(),
          LABELS,
          JSON.writeValueAsString(config.labels()),
          HEAD,
          config.prompt() ? PROMPT : LINEAR);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException when a key is missing or makes no sense
   */
  static AdapterConfig read(Map<String, String> metadata) {
    try {
      JsonNode peft = JSON.readTree(required(metadata, PEFT));
      int r = peft.path("r").asInt();
      if (!peft.path("peft_type").asText().equals("LORA") || r < 1 || r > MAX_RANK) {
        throw new IllegalArgumentException(
            "adapter_config is not of a LoRA of rank 1 to " + MAX_RANK);
      }
      List<Target> targets = new ArrayList<>();
      peft.path("target_modules").forEach(node -> targets.add(Target.of(node.asText())));
      String head = required(metadata, HEAD);
      if (!head.equals(PROMPT) && !head.equals(LINEAR)) {
        throw new IllegalArgumentException("unknown head " + head);
      }
      return new AdapterConfig(
          peft.path("base_model_name_or_path").asText(),
          required(metadata, BASE_DIGEST),
          required(metadata, TASK),
          r,
          peft.path("lora_alpha").asDouble(),
          targets,
          JSON.readValue(required(metadata, LABELS), new TypeReference<List<String>>() {}),
          head.equals(PROMPT));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the metadata is not JSON where it should be", e);
    } catch (NullPointerException e) {
      throw new IllegalArgumentException("the metadata holds a null", e);
    }
  }

  private static ObjectNode peft(AdapterConfig config) {
    ObjectNode peft = JSON.createObjectNode();
    peft.put("base_model_name_or_path", config.baseModel());
    peft.put("bias", "none");
    peft.put("fan_in_fan_out", false);
    peft.put("inference_mode", true);
    peft.put("lora_alpha", config.alpha());
    peft.put("lora_dropout", 0.0);
    if (config.prompt()) {
      peft.putNull("modules_to_save");
    } else {
      peft.putArray("modules_to_save").add("classifier");
    }
    peft.put("peft_type", "LORA");
    peft.put("r", config.r());
    config.targets().forEach(target -> peft.withArray("target_modules").add(target.text()));
    peft.put("task_type", config.prompt() ? "FEATURE_EXTRACTION" : "SEQ_CLS");
    return peft;
  }

  private static String required(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the metadata lacks " + key);
    }
    return value;
  }
}
