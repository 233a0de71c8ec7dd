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
import java.util.TreeMap;

/**
 * PEFT's {@code adapter_config.json}, as far as an adapter has it. An adapter with a linear head is
 * a sequence classifier to PEFT; one that answers through the masked-LM head has no task type.
 *
 * @see <a href="https://huggingface.co/docs/peft/developer_guides/checkpoint">PEFT checkpoints</a>
 */
record PeftConfig(String baseModel, Method method) {
  static PeftConfig of(AdapterConfig config) {
    return new PeftConfig(config.baseModel(), config.method());
  }

  /** Its text, the names in their order. */
  String toJson(ModelInfo base, boolean classifier) {
    MethodFormat format = Methods.format(method);
    ObjectNode json = StrictJson.object();
    json.put("base_model_name_or_path", baseModel);
    json.put("inference_mode", true);
    if (classifier) {
      json.putArray("modules_to_save").add("classifier");
    } else {
      json.putNull("modules_to_save");
    }
    json.put("peft_type", format.peftType());
    json.put("task_type", classifier ? "SEQ_CLS" : null);
    format.write(method, base, json);
    var ordered = new TreeMap<String, JsonNode>();
    json.properties().forEach(field -> ordered.put(field.getKey(), field.getValue()));
    ObjectNode sorted = StrictJson.object();
    ordered.forEach(sorted::set);
    return sorted.toString();
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
      return new PeftConfig(base.textValue(), method);
    } catch (MethodFormatException e) {
      Reason reason = e.malformed() ? Reason.MALFORMED : Reason.UNSUPPORTED;
      throw new AdapterException(reason, e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
  }
}
