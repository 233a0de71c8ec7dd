package io.clozeline.deploy.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What went in. A record's own timestamp is handed on from stage to stage, and here no two records
 * have the same: it says which text an annotation or a dead letter came from.
 */
final class Sent {
  private final Map<Long, String> keys = new HashMap<>();
  private final List<String> feedback = new ArrayList<>();
  private long last;

  /** A timestamp for the next record: now, or later than the one before. */
  synchronized long next(String key) {
    last = Math.max(last + 1, System.currentTimeMillis());
    keys.put(last, key);
    return last;
  }

  /** The newest timestamp that was given out. */
  synchronized long last() {
    return last;
  }

  synchronized void feedback(String id) {
    feedback.add(id);
  }

  synchronized Map<Long, String> texts() {
    return Map.copyOf(keys);
  }

  synchronized List<String> feedback() {
    return List.copyOf(feedback);
  }
}
