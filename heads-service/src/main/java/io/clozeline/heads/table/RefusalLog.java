package io.clozeline.heads.table;

import io.clozeline.events.error.DeadLetter;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what this service refuses of a compacted topic. The dead letter is written by the service
 * that refuses it first: the tokenizer a task, the encoder an adapter, by the same checks.
 */
final class RefusalLog implements Consumer<DeadLetter> {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  @Override
  public void accept(DeadLetter refused) {
    LOG.warn(
        "A record was refused, the one before it stays: errorCode={} origin={} cause={}",
        refused.code().text(),
        refused.origin(),
        refused.cause());
  }
}
