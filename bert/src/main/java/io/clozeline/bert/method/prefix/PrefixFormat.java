package io.clozeline.bert.method.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;
import io.clozeline.bert.method.PromptLearning;
import java.util.List;

/**
 * PEFT's {@code PREFIX_TUNING}, with keys and values as they are and no network that makes them.
 */
public final class PrefixFormat implements MethodFormat {
  @Override
  public String peftType() {
    return "PREFIX_TUNING";
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof Prefix;
  }

  @Override
  public String taskTypeWithoutHead() {
    return PromptLearning.TASK_TYPE;
  }

  @Override
  public String base() {
    return PromptLearning.BASE;
  }

  @Override
  public void write(Method method, ModelInfo base, ObjectNode json) {
    PromptLearning.write(((Prefix) method).tokens(), base, json);
    json.put("encoder_hidden_size", base.hidden());
    json.put("prefix_projection", false);
  }

  @Override
  public Method read(JsonNode json) {
    MethodFormat.requireOff(json, List.of("prefix_projection"));
    return new Prefix(MethodFormat.count(json, PromptLearning.TOKENS));
  }
}
