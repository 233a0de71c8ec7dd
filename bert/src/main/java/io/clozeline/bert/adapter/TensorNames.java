package io.clozeline.bert.adapter;

/** Tensor names as PEFT saves them for {@code BertForSequenceClassification}. */
final class TensorNames {
  static final String CLASSIFIER_WEIGHT = "base_model.model.classifier.weight";
  static final String CLASSIFIER_BIAS = "base_model.model.classifier.bias";

  private TensorNames() {}

  static String a(LoraKey key) {
    return layer(key) + ".lora_A.weight";
  }

  static String b(LoraKey key) {
    return layer(key) + ".lora_B.weight";
  }

  private static String layer(LoraKey key) {
    return "base_model.model.bert.encoder.layer." + key.layer() + "." + key.target().module();
  }
}
