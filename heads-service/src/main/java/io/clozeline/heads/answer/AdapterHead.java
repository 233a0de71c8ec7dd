package io.clozeline.heads.answer;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.head.LinearHead;
import java.util.List;

/**
 * What heads need of an adapter; its factors are the encoder's.
 *
 * @param labels the task's labels when it was trained, in the order of the head's outputs
 * @param classifier null for an adapter of a prompt
 */
public record AdapterHead(String digest, List<String> labels, LinearHead classifier) {
  public static AdapterHead of(Adapter adapter) {
    return new AdapterHead(adapter.digest(), adapter.config().labels(), adapter.classifier());
  }
}
