package io.clozeline.deploy.simulate;

import java.util.ArrayList;
import java.util.List;

/** Labels for the texts that the stream has drawn for it. Used by one thread. */
final class DrawnLabels implements LabelSource {
  private final LiveStream stream;
  private int next;

  DrawnLabels(LiveStream stream) {
    this.stream = stream;
  }

  @Override
  public List<Integer> due(int answered) {
    List<Integer> due = new ArrayList<>();
    for (; next < answered - stream.delay(); next++) {
      if (stream.at(next).labelled()) {
        due.add(next);
      }
    }
    return due;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
