package io.clozeline.bert.method.bottleneck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;

/** The width; PEFT does not have the method. */
public final class BottleneckFormat implements MethodFormat {
  private static final String WIDTH = "bottleneck_size";

  @Override
  public String peftType() {
    return "CLOZELINE_BOTTLENECK";
  }

  @Override
  public boolean inPeft() {
    return false;
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof Bottleneck;
  }

  @Override
  public void write(Method method, ModelInfo base, ObjectNode json) {
    json.put(WIDTH, ((Bottleneck) method).width());
  }

  @Override
  public Method read(JsonNode json) {
    return new Bottleneck(MethodFormat.count(json, WIDTH));
  }
}
