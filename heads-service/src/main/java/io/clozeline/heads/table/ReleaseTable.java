package io.clozeline.heads.table;

import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Which adapter is live for each task; the answers themselves go by the digest of the encoding. */
public final class ReleaseTable implements FollowedTable {
  private final CompactedTable<Release> table;

  /**
   * Follows the topic with clients of {@code clientConfig}.
   *
   * @param listener hears of each task's live release, null when it was erased
   */
  public ReleaseTable(Map<String, Object> clientConfig, BiConsumer<String, Release> listener) {
    this.table =
        CompactedTable.follow(
            Topics.RELEASES, clientConfig, ReleaseTable::read, listener::accept, new RefusalLog());
  }

  /** The live adapter of each task that has a release, by name; null for the base model. */
  public Map<String, String> live() {
    var live = new TreeMap<String, String>();
    table.all().forEach((task, release) -> live.put(task, release.digest()));
    return live;
  }

  static Release read(String key, byte[] value) {
    Release release = Topics.RELEASES.codec().decode(value);
    if (!release.task().equals(key)) {
      throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not the release's task");
    }
    return release;
  }

  @Override
  public CompactedTable<?> table() {
    return table;
  }
}
