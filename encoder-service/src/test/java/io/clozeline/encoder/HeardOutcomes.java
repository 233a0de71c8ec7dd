package io.clozeline.encoder;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what became of each record. */
public final class HeardOutcomes implements StageListener {
  private final List<ErrorCode> deadLetters = new CopyOnWriteArrayList<>();
  private final AtomicInteger done = new AtomicInteger();

  @Override
  public void done(long nanos) {
    done.incrementAndGet();
  }

  @Override
  public void deadLetter(ErrorCode code) {
    deadLetters.add(code);
  }

  public int values() {
    return done.get();
  }

  public List<ErrorCode> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
