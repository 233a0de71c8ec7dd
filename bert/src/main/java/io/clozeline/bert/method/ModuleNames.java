package io.clozeline.bert.method;

/** Names of the base model's modules, as PyTorch has them in PEFT's files. */
public final class ModuleNames {
  /** Before every module of the base model. */
  public static final String BASE = "base_model.model.";

  private ModuleNames() {}

  /** A module of a layer, by its path within the layer. */
  public static String layer(int layer, String module) {
    return BASE + "bert.encoder.layer." + layer + "." + module;
  }
}
