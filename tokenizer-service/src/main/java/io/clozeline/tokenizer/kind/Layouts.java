package io.clozeline.tokenizer.kind;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.tokenizer.sequence.BertInput;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The layouts of all kinds, found once. */
public final class Layouts {
  private static final Map<Class<? extends TaskKind>, KindLayout> ALL =
      ServiceLoader.load(KindLayout.class, KindLayout.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toUnmodifiableMap(KindLayout::kind, Function.identity()));

  private Layouts() {}

  /**
   * The layout of {@code task}.
   *
   * @throws io.clozeline.events.error.EventException when the task cannot be laid out
   * @throws IllegalStateException when this service lacks its kind
   */
  public static Layout of(Task task, BertInput input) {
    TaskKind kind = task.definition().kind();
    KindLayout layout = ALL.get(kind.getClass());
    if (layout == null) {
      throw new IllegalStateException("META-INF/services has no layout for " + kind.text());
    }
    return layout.of(task, input);
  }
}
