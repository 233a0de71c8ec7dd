package io.clozeline.trainer.examples;

import io.clozeline.events.Example;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Examples in a map, by key. */
public final class MapMemory implements ExampleMemory {
  private final Map<String, Kept> kept = new TreeMap<>();

  public MapMemory put(String task, String id, Kept value) {
    kept.put(Example.key(task, id), value);
    return this;
  }

  public void erase(String task, String id) {
    kept.remove(Example.key(task, id));
  }

  @Override
  public void each(String task, Consumer<Kept> visit) {
    kept.forEach(
        (key, value) -> {
          if (Example.taskOf(key).equals(task)) {
            visit.accept(value);
          }
        });
  }
}
