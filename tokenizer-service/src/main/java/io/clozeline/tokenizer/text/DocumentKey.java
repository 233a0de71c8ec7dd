package io.clozeline.tokenizer.text;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topic;
import java.util.Arrays;

/** The key of a record on the main line: the document's id, or nothing. */
public final class DocumentKey {
  private DocumentKey() {}

  /**
   * Checks that {@code key} does not contradict {@code id}.
   *
   * @param key null where the record has none; the id becomes the key then
   */
  public static void check(byte[] key, String id) {
    if (key != null && !Arrays.equals(key, Topic.key(id))) {
      throw new EventException(
          ErrorCode.KEY_MISMATCH, "the record's key is not the document id of its value");
    }
  }
}
