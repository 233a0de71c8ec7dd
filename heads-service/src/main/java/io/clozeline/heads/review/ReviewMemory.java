package io.clozeline.heads.review;

import java.util.HashMap;
import java.util.Map;

/** Keeps what the choice of each task's texts goes by; one partition's stays with it. */
public interface ReviewMemory {
  /** Of {@code task}, or null before its first text. */
  ReviewState state(String task);

  void put(String task, ReviewState state);

  /** The texts of {@code task} that were sent lately, or null before the first. */
  Sent sent(String task);

  void put(String task, Sent sent);

  /** A memory that lasts as long as the process, for a simulation. */
  static ReviewMemory inProcess() {
    Map<String, ReviewState> states = new HashMap<>();
    Map<String, Sent> all = new HashMap<>();
    return new ReviewMemory() {
      @Override
      public ReviewState state(String task) {
        return states.get(task);
      }

      @Override
      public void put(String task, ReviewState state) {
        states.put(task, state);
      }

      @Override
      public Sent sent(String task) {
        return all.get(task);
      }

      @Override
      public void put(String task, Sent sent) {
        all.put(task, sent);
      }
    };
  }
}
