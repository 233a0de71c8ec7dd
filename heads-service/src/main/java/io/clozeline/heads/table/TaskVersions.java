package io.clozeline.heads.table;

import io.clozeline.heads.answer.KnownTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest definitions of each task, newest first: a text that was tokenized before its task
 * changed, or was erased, is answered as it was asked.
 */
final class TaskVersions {
  private static final int KEPT = 8;

  private final Map<String, List<KnownTask>> versions = new ConcurrentHashMap<>();

  void add(String name, KnownTask newest) {
    versions.merge(name, List.of(newest), (older, added) -> with(older, newest));
  }

  Optional<KnownTask> get(String name, String version) {
    return versions.getOrDefault(name, List.of()).stream()
        .filter(known -> known.task().version().equals(version))
        .findFirst();
  }

  private static List<KnownTask> with(List<KnownTask> older, KnownTask newest) {
    var all = new ArrayList<KnownTask>(KEPT + 1);
    all.add(newest);
    older.stream()
        .filter(known -> !known.task().version().equals(newest.task().version()))
        .forEach(all::add);
    return List.copyOf(all.subList(0, Math.min(KEPT, all.size())));
  }
}
