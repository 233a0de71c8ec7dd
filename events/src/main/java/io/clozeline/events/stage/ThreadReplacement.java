package io.clozeline.events.stage;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread that fails is replaced; its transaction was aborted, so nothing is lost. While
 * the service's topics are missing, each try is followed by a pause: waiting for them beforehand
 * would cost every start a second.
 */
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final long PAUSE_MILLIS = 1_000;

  private volatile boolean waiting;

  @Override
  public StreamThreadExceptionResponse handle(Throwable fault) {
    if (!topicMissing(fault)) {
      LOG.error("A stream thread failed and is replaced", fault);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    if (!waiting) {
      waiting = true;
      LOG.warn("The service waits for its topics: {}", fault.getMessage());
    }
    pause();
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean topicMissing(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof MissingSourceTopicException) {
        return true;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
