package io.clozeline.encoder;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterException;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.events.Release;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.function.Consumer;

/** The two compacted topics that decide which adapter serves a task. */
final class EncoderTables implements AutoCloseable {
  private final CompactedTable<Adapter> adapters;
  private final CompactedTable<Release> releases;

  EncoderTables(
      ModelInfo model,
      LiveAdapters live,
      Map<String, Object> clientConfig,
      Consumer<DeadLetter> refusals) {
    adapters =
        CompactedTable.follow(
            Topics.ADAPTERS,
            clientConfig,
            (digest, bytes) -> read(digest, bytes, model),
            live::adapter,
            refusals);
    releases =
        CompactedTable.follow(
            Topics.RELEASES,
            clientConfig,
            (task, bytes) -> Topics.RELEASES.codec().decode(bytes),
            live::release,
            refusals);
  }

  boolean caughtUp() {
    return adapters.caughtUp() && releases.caughtUp();
  }

  @Override
  public void close() {
    adapters.close();
    releases.close();
  }

  private static Adapter read(String key, byte[] bytes, ModelInfo model) {
    try {
      Adapter adapter = AdapterFile.read(bytes, model);
      if (!adapter.digest().equals(key)) {
        throw new EventException(
            ErrorCode.ADAPTER_REFUSED, "the key is not the sha-256 of the adapter's bytes");
      }
      return adapter;
    } catch (AdapterException e) {
      throw new EventException(ErrorCode.ADAPTER_REFUSED, e.reason() + ": " + e.getMessage(), e);
    }
  }
}
