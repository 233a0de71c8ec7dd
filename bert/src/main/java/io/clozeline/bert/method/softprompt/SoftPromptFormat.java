package io.clozeline.bert.method.softprompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;
import io.clozeline.bert.method.PromptLearning;

/** PEFT's {@code PROMPT_TUNING}. */
public final class SoftPromptFormat implements MethodFormat {
  @Override
  public String peftType() {
    return "PROMPT_TUNING";
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof SoftPrompt;
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
    PromptLearning.write(((SoftPrompt) method).tokens(), base, json);
    json.put("prompt_tuning_init", "RANDOM");
  }

  @Override
  public Method read(JsonNode json) {
    return new SoftPrompt(MethodFormat.count(json, PromptLearning.TOKENS));
  }
}
