package io.clozeline.encoder.demonstration;

import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest examples of each label of one version of a task, as many as its prompt asks for.
 * Erased or relabelled ones leave a gap that only newer ones fill. Safe for use by two threads.
 */
final class Pool {
  private static final int MOST = 4_096; // over all labels

  private final Task task;
  private final int perLabel;
  private final List<Map<String, PooledExample>> labels = new ArrayList<>(); // oldest first

  /** An empty pool of {@code task}, whose prompt has demonstrations. */
  Pool(Task task) {
    this.task = task;
    int count = task.definition().labels().size();
    this.perLabel = Math.max(settings().perLabel(), Math.min(settings().pool(), MOST / count));
    for (int i = 0; i < count; i++) {
      labels.add(new LinkedHashMap<>());
    }
  }

  Task task() {
    return task;
  }

  Demonstrations settings() {
    return task.definition().prompt().demonstrations();
  }

  int patterns() {
    return task.patterns();
  }

  /** The newest example of its document, whatever label it had before. */
  synchronized void put(int label, PooledExample example) {
    remove(example.id());
    var examples = labels.get(label);
    examples.put(example.id(), example);
    if (examples.size() > perLabel) {
      examples.remove(examples.keySet().iterator().next());
    }
  }

  synchronized void remove(String id) {
    labels.forEach(examples -> examples.remove(id));
  }

  synchronized boolean isEmpty() {
    return labels.stream().allMatch(Map::isEmpty);
  }

  /** The examples of each label, oldest first, as they are now. */
  synchronized List<List<PooledExample>> examples() {
    return labels.stream().map(examples -> List.copyOf(examples.values())).toList();
  }
}
