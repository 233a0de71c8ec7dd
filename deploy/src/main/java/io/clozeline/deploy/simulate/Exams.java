package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.Pass;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.kind.Scorings;
import io.clozeline.events.task.TaskDefinition;
import java.util.Map;

/**
 * Rows that are no part of the stream, on which the task is scored.
 *
 * @param rows null for none
 * @param eachLesson whether each time that it has learnt, and not only at the end
 */
record Exams(TaskDefinition task, ItemSet rows, boolean eachLesson) {
  Exams {
    eachLesson = eachLesson && rows != null;
  }

  boolean asked() {
    return rows != null;
  }

  /** Scores the task of that name. */
  Course.Exam of(ChainClient client, Console console, String name, int answered, int labels) {
    Scorecard card = Scorings.of(task.kind()).scorecard(task);
    new Pass(name, "exam-" + answered, rows, card, console).run(client);
    Map.Entry<String, Double> first = card.figures().entrySet().iterator().next();
    return new Course.Exam(answered, labels, first.getKey(), first.getValue());
  }
}
