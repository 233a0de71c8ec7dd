package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A dense layer of a transformer block that LoRA can adapt. */
public enum Target {
  QUERY("query", "attention.self.query"),
  KEY("key", "attention.self.key"),
  VALUE("value", "attention.self.value"),
  ATTENTION_OUTPUT("attention.output.dense", "attention.output.dense"),
  INTERMEDIATE("intermediate.dense", "intermediate.dense"),
  OUTPUT("output.dense", "output.dense");

  private final String text;
  private final String module;

  Target(String text, String module) {
    this.text = text;
    this.module = module;
  }

  /** The name as in a task's {@code learning.targets} and in PEFT's {@code target_modules}. */
  public String text() {
    return text;
  }

  /** The module's path within a layer, as PyTorch names it. */
  public String module() {
    return module;
  }

  /** How many numbers go into the layer. */
  public int in(ModelInfo model) {
    return this == OUTPUT ? model.intermediate() : model.hidden();
  }

  /** How many numbers come out of the layer. */
  public int out(ModelInfo model) {
    return this == INTERMEDIATE ? model.intermediate() : model.hidden();
  }

  /** The target with that {@link #text()}. */
  public static Target of(String text) {
    return Arrays.stream(values())
        .filter(target -> target.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown target '" + text + "', known are " + known()));
  }

  private static String known() {
    return Arrays.stream(values()).map(Target::text).collect(Collectors.joining(", "));
  }
}
