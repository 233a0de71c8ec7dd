package io.clozeline.heads.table;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.AdapterHead;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The heads of all adapters, by the adapter's digest. */
public final class AdapterTable implements FollowedTable {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration MISS_MEMORY = Duration.ofMinutes(1);

  private final RecentHeads recent = new RecentHeads();
  private final CompactedTable<AdapterHead> table;
  private final PatientLookup lookup;

  /** Follows the topic with clients of {@code clientConfig}. */
  public AdapterTable(ModelInfo base, Map<String, Object> clientConfig, InstantSource clock) {
    this.table =
        CompactedTable.follow(
            Topics.ADAPTERS,
            clientConfig,
            (key, value) -> read(key, value, base),
            recent::changed,
            new RefusalLog());
    this.lookup = new PatientLookup(this::catchUp, WAIT, MISS_MEMORY, clock);
  }

  /**
   * The head of the adapter {@code digest}.
   *
   * @throws EventException when it never arrived or was refused
   */
  public AdapterHead find(String digest) {
    return lookup
        .find(digest, () -> table.get(digest).or(() -> recent.get(digest)))
        .orElseThrow(() -> missing(digest));
  }

  /** How many adapters are known. */
  public int size() {
    return table.all().size();
  }

  @Override
  public CompactedTable<?> table() {
    return table;
  }

  static AdapterHead read(String key, byte[] value, ModelInfo base) {
    try {
      return AdapterHead.of(AdapterFile.read(key, value, base));
    } catch (AdapterException e) {
      throw new EventException(ErrorCode.ADAPTER_REFUSED, e.reason() + ": " + e.getMessage(), e);
    }
  }

  private static EventException missing(String digest) {
    return new EventException(
        ErrorCode.ADAPTER_MISSING,
        "the adapter " + digest + " is not on the topic " + Topics.ADAPTERS.name());
  }
}
