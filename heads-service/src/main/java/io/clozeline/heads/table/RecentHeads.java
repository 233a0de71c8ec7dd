package io.clozeline.heads.table;

import io.clozeline.heads.answer.AdapterHead;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The heads of the adapters that came last. The trainer erases adapters that have been replaced;
 * encodings that still wait to be read may name them.
 */
final class RecentHeads {
  private static final int REMEMBERED = 256;

  private final Map<String, AdapterHead> heads =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AdapterHead> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Hears of every change of the topic; what is erased is remembered all the same. */
  synchronized void changed(String digest, AdapterHead head) {
    if (head != null) {
      heads.remove(digest);
      heads.put(digest, head);
    }
  }

  synchronized Optional<AdapterHead> get(String digest) {
    return Optional.ofNullable(heads.get(digest));
  }
}
