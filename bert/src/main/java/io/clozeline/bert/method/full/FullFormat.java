package io.clozeline.bert.method.full;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;
import io.clozeline.bert.method.MethodFormatException;

/** Names the tuned model; PEFT does not have the method. */
public final class FullFormat implements MethodFormat {
  private static final String MODEL = "model_digest";

  @Override
  public String peftType() {
    return "CLOZELINE_FULL";
  }

  @Override
  public boolean inPeft() {
    return false;
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof Full;
  }

  @Override
  public void write(Method method, ModelInfo base, ObjectNode json) {
    String model = ((Full) method).model();
    if (model == null) {
      throw new IllegalArgumentException("no model has been trained");
    }
    json.put(MODEL, model);
  }

  @Override
  public Method read(JsonNode json) {
    JsonNode model = json.path(MODEL);
    if (!model.isTextual()) {
      throw MethodFormatException.malformed("the PEFT config needs " + MODEL);
    }
    return new Full(model.textValue());
  }
}
