package io.clozeline.heads.stream;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import java.util.ArrayList;
import java.util.List;

/** Notes what became of each record. */
final class HeardOutcomes implements StageListener {
  private final List<ErrorCode> deadLetters = new ArrayList<>();
  private int done;

  @Override
  public void done(long nanos) {
    done++;
  }

  @Override
  public void deadLetter(ErrorCode code) {
    deadLetters.add(code);
  }

  int done() {
    return done;
  }

  List<ErrorCode> deadLetters() {
    return deadLetters;
  }
}
