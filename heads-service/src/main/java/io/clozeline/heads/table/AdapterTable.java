package io.clozeline.heads.table;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
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

  private final ModelInfo base;
  private final RecentHeads recent = new RecentHeads();
  private final CompactedTable<AdapterHead> table;
  private final PatientLookup lookup;

  /** Follows the topic with clients of {@code clientConfig}. */
  public AdapterTable(ModelInfo base, Map<String, Object> clientConfig, InstantSource clock) {
    this.base = base;
    this.table =
        CompactedTable.follow(
            Topics.ADAPTERS, clientConfig, this::read, recent::changed, new RefusalLog());
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

  private AdapterHead read(String key, byte[] value) {
    try {
      Adapter adapter = AdapterFile.read(value, base);
      if (!adapter.digest().equals(key)) {
        throw refused("the key is not the digest of the adapter's bytes", null);
      }
      return AdapterHead.of(adapter);
    } catch (AdapterException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static EventException refused(String cause, RuntimeException thrown) {
    return new EventException(ErrorCode.ADAPTER_REFUSED, cause, thrown);
  }

  private static EventException missing(String digest) {
    return new EventException(
        ErrorCode.ADAPTER_MISSING,
        "the adapter " + digest + " is not on the topic " + Topics.ADAPTERS.name());
  }
}
