package io.clozeline.events.task;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** All kinds, found once. */
public final class Kinds {
  private static final List<TaskKind> ALL =
      ServiceLoader.load(TaskKind.class, TaskKind.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(TaskKind::text))
          .toList();

  private Kinds() {}

  /** All of them by name. */
  public static List<TaskKind> all() {
    return ALL;
  }

  static TaskKind of(String text) {
    return ALL.stream()
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(() -> Refusals.refuse("unknown kind \"" + text + "\"; known are " + names()));
  }

  private static String names() {
    return ALL.stream().map(TaskKind::text).collect(Collectors.joining(", "));
  }
}
