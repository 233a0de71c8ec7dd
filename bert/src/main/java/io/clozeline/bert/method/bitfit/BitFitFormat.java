package io.clozeline.bert.method.bitfit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;

/** A configuration without settings; PEFT does not have the method. */
public final class BitFitFormat implements MethodFormat {
  @Override
  public String peftType() {
    return "CLOZELINE_BITFIT";
  }

  @Override
  public boolean inPeft() {
    return false;
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof BitFit;
  }

  @Override
  public void write(Method method, ModelInfo base, ObjectNode json) {
    // there is nothing to say
  }

  @Override
  public Method read(JsonNode json) {
    return new BitFit();
  }
}
