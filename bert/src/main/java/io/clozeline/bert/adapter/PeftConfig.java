package io.clozeline.bert.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;
import io.clozeline.bert.method.MethodFormatException;
import io.clozeline.bert.method.Methods;
import java.util.Set;
import java.util.TreeMap;

/**
 * PEFT's {@code adapter_config.json}, as far as an adapter has it.
 *
 * @param taskType the kind of model that PEFT applies it to; null for any
 * @see <a href="https://huggingface.co/docs/peft/developer_guides/checkpoint">PEFT checkpoints</a>
 */
record PeftConfig(String baseModel, Method method, String taskType) {
  /** That of a sequence classifier, whose head reads BERT's pooler. */
  static final String POOLED = "SEQ_CLS";

  /** That of a token classifier, whose head reads each token's vector. */
  static final String PER_TOKEN = "TOKEN_CLS";

  private static final Set<String> WITH_HEAD = Set.of(POOLED, PER_TOKEN);

  private static final String TASK_TYPE = "task_type";

  /** As it stands in adapter files. */
  static PeftConfig of(AdapterConfig config) {
    return new PeftConfig(config.baseModel(), config.method(), config.prompt() ? null : POOLED);
  }

  /** The names in their order. */
  ObjectNode toJson(ModelInfo base) {
    MethodFormat format = Methods.format(method);
    ObjectNode json = StrictJson.object();
    json.put("base_model_name_or_path", baseModel);
    json.put("inference_mode", true);
    if (taskType != null && WITH_HEAD.contains(taskType)) {
      json.putArray("modules_to_save").add("classifier");
    } else {
      json.putNull("modules_to_save");
    }
    json.put("peft_type", format.peftType());
    json.put(TASK_TYPE, taskType);
    format.write(method, base, json);
    var ordered = new TreeMap<String, JsonNode>();
    json.properties().forEach(field -> ordered.put(field.getKey(), field.getValue()));
    ObjectNode sorted = StrictJson.object();
    ordered.forEach(sorted::set);
    return sorted;
  }

  static PeftConfig parse(String text) {
    JsonNode json;
    try {
      json = StrictJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new AdapterException(
          Reason.MALFORMED, "the PEFT config is not JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode base = json.path("base_model_name_or_path");
    try {
      Method method = Methods.format(json.path("peft_type").asText()).read(json);
      if (!base.isTextual()) {
        throw MethodFormatException.malformed("the PEFT config needs base_model_name_or_path");
      }
      return new PeftConfig(base.textValue(), method, json.path(TASK_TYPE).textValue());
    } catch (MethodFormatException e) {
      Reason reason = e.malformed() ? Reason.MALFORMED : Reason.UNSUPPORTED;
      throw new AdapterException(reason, e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
  }
}
