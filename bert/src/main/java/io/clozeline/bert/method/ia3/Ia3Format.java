package io.clozeline.bert.method.ia3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.MethodFormat;
import io.clozeline.bert.method.MethodFormatException;
import io.clozeline.bert.method.TargetModules;
import java.util.List;

/** PEFT's {@code IA3}. */
public final class Ia3Format implements MethodFormat {
  private static final List<String> OTHERS = List.of("fan_in_fan_out", "exclude_modules");
  private static final String FEEDFORWARD = "feedforward_modules";

  @Override
  public String peftType() {
    return "IA3";
  }

  @Override
  public boolean writes(Method method) {
    return method instanceof Ia3;
  }

  @Override
  public void write(Method method, ModelInfo base, ObjectNode json) {
    List<Target> targets = ((Ia3) method).targets();
    List<Target> inputs = targets.stream().filter(Ia3::scalesInput).toList();
    json.put("fan_in_fan_out", false);
    json.put("init_ia3_weights", true);
    json.set("target_modules", TargetModules.toJson(targets));
    if (inputs.isEmpty()) {
      json.putArray(FEEDFORWARD);
    } else {
      json.set(FEEDFORWARD, TargetModules.toJson(inputs));
    }
  }

  @Override
  public Method read(JsonNode json) {
    MethodFormat.requireOff(json, OTHERS);
    List<Target> targets = TargetModules.fromJson(json.path("target_modules"));
    JsonNode feedforward = json.path(FEEDFORWARD);
    List<Target> inputs =
        feedforward.isMissingNode()
                || feedforward.isNull()
                || feedforward.isEmpty() && feedforward.isArray()
            ? List.of()
            : TargetModules.fromJson(feedforward);
    List<Target> expected = targets.stream().filter(Ia3::scalesInput).toList();
    if (!expected.equals(inputs.stream().filter(targets::contains).toList())) {
      throw MethodFormatException.unsupported(
          "the PEFT config has feedforward_modules %s, expected those of %s"
              .formatted(feedforward, expected.stream().map(Target::text).toList()));
    }
    return new Ia3(targets);
  }
}
