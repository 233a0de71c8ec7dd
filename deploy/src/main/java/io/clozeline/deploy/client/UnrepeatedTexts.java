package io.clozeline.deploy.client;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Real texts in turn, each with a number behind it, so that none comes twice while something is
 * measured: a text that recurs costs the encoder nothing.
 */
public final class UnrepeatedTexts {
  private static final int LEAST = 1_000; // always four digits, so that texts stay as long
  private static final int NUMBERS = 9_000;

  private final List<String> texts;
  private final int first = ThreadLocalRandom.current().nextInt(NUMBERS);
  private long next;

  public UnrepeatedTexts(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  /** The next one. Calls may come from several threads. */
  public synchronized String next() {
    int text = (int) (next % texts.size());
    long pass = next++ / texts.size();
    return texts.get(text) + " " + (LEAST + (first + pass) % NUMBERS);
  }
}
