package io.clozeline.trainer.unlabelled;

import io.clozeline.bert.Sequence;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.Fixtures;
import io.clozeline.trainer.kind.Sequences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts without labels in a map. */
public final class Texts implements UnlabelledTexts {
  private final Map<String, List<UnlabelledText>> texts = new HashMap<>();

  /** So many more, each the same, under names of their own. */
  public void add(Task task, int count) {
    var ofTask = texts.computeIfAbsent(task.name(), name -> new ArrayList<>());
    int patterns = task.patterns();
    List<Sequence> sequences = Collections.nCopies(patterns, Sequences.whole(Fixtures.sequence()));
    for (int i = 0; i < count; i++) {
      ofTask.add(new UnlabelledText("text-" + ofTask.size(), sequences));
    }
  }

  @Override
  public int count(Task task) {
    return of(task).size();
  }

  @Override
  public List<UnlabelledText> of(Task task) {
    return List.copyOf(texts.getOrDefault(task.name(), List.of()));
  }
}
