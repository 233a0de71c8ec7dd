package io.clozeline.events.task.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;

/** Definitions and feedback as they come in: JSON, here with single quotes. */
public final class Read {
  private static final String FEEDBACK = "{'id':'a','task':'t','text':'one two','textB':'three',";

  private Read() {}

  /** The task t of {@code kind}, with further {@code fields}. */
  public static TaskDefinition task(String kind, String fields) {
    String json =
        "{'name':'t','kind':'" + kind + "'" + (fields.isEmpty() ? "" : ",") + fields + "}";
    return Topics.TASKS.codec().decode(bytes(json));
  }

  /** The same once more, written and read: nothing of it may change. */
  public static TaskDefinition again(TaskDefinition task) {
    return Topics.TASKS.codec().decode(Topics.TASKS.codec().encode(task));
  }

  /** Requires that task to be refused for {@code reason}. */
  public static void refused(String reason, String kind, String fields) {
    var thrown = assertThrows(EventException.class, () -> task(kind, fields), fields);
    assertEquals(ErrorCode.TASK_REFUSED, thrown.code(), fields);
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
  }

  /** Feedback on a text and a second one, with this answer. */
  public static Feedback feedback(String answer) {
    return Topics.FEEDBACK.codec().decode(bytes(FEEDBACK + answer + "}"));
  }

  /** Takes that feedback for {@code task}. */
  public static Feedback check(TaskDefinition task, String answer) {
    Feedback feedback = feedback(answer);
    feedback.check(task);
    return feedback;
  }

  /** Requires that feedback to be refused, when it is read or by {@code task}. */
  public static void refused(ErrorCode code, TaskDefinition task, String answer) {
    var thrown = assertThrows(EventException.class, () -> check(task, answer), answer);
    assertEquals(code, thrown.code(), thrown.getMessage());
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
