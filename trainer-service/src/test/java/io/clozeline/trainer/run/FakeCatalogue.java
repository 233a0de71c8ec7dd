package io.clozeline.trainer.run;

import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tasks and releases in maps; publishing writes into them. */
final class FakeCatalogue implements Catalogue, Publication {
  final Map<String, Task> tasks = new ConcurrentHashMap<>();
  final Map<String, Release> live = new ConcurrentHashMap<>();
  final Map<String, Decision> decided = new ConcurrentHashMap<>();
  final Map<String, Control> controls = new ConcurrentHashMap<>();
  boolean complete = true;

  FakeCatalogue define(Task task) {
    tasks.put(task.name(), task);
    return this;
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public boolean failed() {
    return false;
  }

  @Override
  public boolean awaitCurrent() {
    return true;
  }

  @Override
  public Map<String, Task> tasks() {
    return Map.copyOf(tasks);
  }

  @Override
  public Release live(String task) {
    return live.get(task);
  }

  @Override
  public Decision decided(String task) {
    return decided.get(task);
  }

  @Override
  public Control control(String task) {
    return controls.get(task);
  }

  @Override
  public boolean publish(byte[] adapter, Release release, Decision decision, Release basis) {
    live.put(release.task(), release);
    decided.put(decision.task(), decision);
    return true;
  }

  @Override
  public boolean keep(Decision decision, Release basis) {
    decided.put(decision.task(), decision);
    return true;
  }
}
