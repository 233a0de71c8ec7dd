package io.clozeline.trainer.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose turn it is: the task whose last turn was longest ago. */
public final class Rota {
  private final Map<String, Long> turns = new HashMap<>();
  private long turn;

  /** The next of {@code tasks}; it goes to the end of the queue. */
  public Optional<String> next(Collection<String> tasks) {
    var next =
        tasks.stream().min(Comparator.<String>comparingLong(this::last).thenComparing(t -> t));
    next.ifPresent(task -> turns.put(task, ++turn));
    return next;
  }

  private long last(String task) {
    return turns.getOrDefault(task, 0L);
  }
}
