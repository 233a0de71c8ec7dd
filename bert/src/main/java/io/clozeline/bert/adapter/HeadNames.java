package io.clozeline.bert.adapter;

import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.Methods;

/** Names of the linear head as PEFT saves them for {@code BertForSequenceClassification}. */
final class HeadNames {
  private HeadNames() {}

  static String weight(Method method) {
    return Methods.format(method).base() + "classifier.weight";
  }

  static String bias(Method method) {
    return Methods.format(method).base() + "classifier.bias";
  }
}
