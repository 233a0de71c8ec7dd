package io.clozeline.bert.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An adapter's configuration as safetensors metadata: the PEFT configuration under {@code
 * adapter_config}, and under {@code clozeline.*} what PEFT has no place for.
 */
final class AdapterMetadata {
  static final String PEFT = "adapter_config";
  static final String VERSION = "clozeline.version";
  static final String BASE_DIGEST = "clozeline.baseDigest";
  static final String TASK = "clozeline.task";
  static final String LABELS = "clozeline.labels";
  static final String PROMPT = "clozeline.prompt";
  private static final String CURRENT_VERSION = "1";

  private AdapterMetadata() {}

  static Map<String, String> write(AdapterConfig config, ModelInfo base) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", "pt"); // row-major [out, in], which loaders in Python ask for
    metadata.put(PEFT, PeftConfig.of(config).toJson(base).toString());
    metadata.put(VERSION, CURRENT_VERSION);
    metadata.put(BASE_DIGEST, config.baseDigest());
    metadata.put(TASK, config.task());
    metadata.put(LABELS, StrictJson.array(config.labels()));
    metadata.put(PROMPT, Boolean.toString(config.prompt()));
    return metadata;
  }

  static AdapterConfig read(Map<String, String> metadata) {
    String version = require(metadata, VERSION);
    if (!version.equals(CURRENT_VERSION)) {
      throw new AdapterException(
          Reason.UNSUPPORTED, "%s is %s, expected %s".formatted(VERSION, version, CURRENT_VERSION));
    }
    PeftConfig peft = PeftConfig.parse(require(metadata, PEFT));
    try {
      return new AdapterConfig(
          peft.baseModel(),
          require(metadata, BASE_DIGEST),
          require(metadata, TASK),
          peft.method(),
          labels(require(metadata, LABELS)),
          prompt(require(metadata, PROMPT)));
    } catch (IllegalArgumentException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static String require(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new AdapterException(Reason.MALFORMED, "the metadata lacks " + key);
    }
    return value;
  }

  private static boolean prompt(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new AdapterException(
              Reason.MALFORMED, PROMPT + " is " + text + ", expected true or false");
    };
  }

  private static List<String> labels(String text) {
    List<String> labels = new ArrayList<>();
    try {
      JsonNode json = StrictJson.parse(text);
      json.forEach(label -> labels.add(label.textValue()));
      if (json.isArray() && !labels.isEmpty() && !labels.contains(null)) {
        return labels;
      }
    } catch (JsonProcessingException e) {
      throw new AdapterException(Reason.MALFORMED, LABELS + " is not JSON", e);
    }
    throw new AdapterException(Reason.MALFORMED, LABELS + " is not a list of texts");
  }
}
