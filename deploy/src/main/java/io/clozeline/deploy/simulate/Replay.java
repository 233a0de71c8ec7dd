package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.kind.Scorings;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.Text;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A stream through the chain under one policy. */
final class Replay {
  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final int IN_FLIGHT = 64;

  /** Texts that are sent before labels are looked for. */
  private static final int STEP = 20;

  private static final int SHOWN = 200;
  private static final long HEARD_MILLIS = 500;

  private final ChainClient client;
  private final ServiceInfo services;
  private final Console console;
  private final LiveStream stream;
  private final TaskDefinition task;
  private final Tempo tempo;
  private final Exams exams;
  private final Course course;
  private int sent;

  /**
   * A replay that has not started.
   *
   * @param task under a name that nothing else has
   * @param exams what is asked beside the stream
   */
  Replay(
      ChainClient client,
      ServiceInfo services,
      Console console,
      LiveStream stream,
      TaskDefinition task,
      Policy policy,
      Tempo tempo,
      Exams exams) {
    this.client = client;
    this.services = services;
    this.console = console;
    this.stream = stream;
    this.task = task;
    this.tempo = tempo;
    this.exams = exams;
    this.course = new Course(policy, stream.size());
  }

  /**
   * Runs to the end of the stream.
   *
   * @param lessons the texts at which an offline policy learns
   * @throws IllegalStateException when the chain stops to answer or to learn
   */
  Course run(List<Integer> lessons) {
    long started = System.nanoTime();
    try (Learner learner = learner(lessons);
        LabelSource labels = labels();
        var conversation = new Conversation(client, IN_FLIGHT, this::answered)) {
      int examined = 0;
      for (int from = 0; from < stream.size(); from += STEP) {
        int to = Math.min(stream.size(), from + STEP);
        send(conversation, learner.task().name(), from, to);
        learner.take(labels.due(to));
        learner.settle(to);
        if (exams.eachLesson() && course.lessons().size() > examined) {
          examined = course.lessons().size();
          examine(learner, to);
        }
      }
      if (exams.asked() && !course.examinedAt(stream.size())) {
        examine(learner, stream.size());
      }
      course.over(learner.labels(), (System.nanoTime() - started) / 60e9);
    }
    console.done(
        String.format(
            Locale.ROOT,
            "%s: %d texts, %d labels, learnt %d times, %.3f right, in %.1f min",
            course.policy().text(),
            stream.size(),
            course.labels(),
            course.lessons().size(),
            course.mean(0, stream.size()),
            course.minutes()));
    return course;
  }

  private Learner learner(List<Integer> lessons) {
    return switch (course.policy()) {
      case NEVER -> new Untaught(client, task);
      case ALWAYS -> online(task.learning(task.learning().promote("always")));
      case GATED -> online(task);
      case OFFLINE -> new Offline(lessons, this::offline, course, this::show);
    };
  }

  private Learner online(TaskDefinition definition) {
    var teaching = new Teaching(client, services, console, stream, definition);
    return new Online(client, teaching, course, prefix(), tempo.waits(), this::show);
  }

  private Teaching offline(int labels) {
    TaskDefinition definition = OfflineTask.of(task, labels);
    return new Teaching(client, services, console, stream, definition);
  }

  private LabelSource labels() {
    return task.review() == null
        ? new DrawnLabels(stream)
        : new AskedLabels(client, task.name(), prefix(), stream.delay());
  }

  private void send(Conversation conversation, String name, int from, int to) {
    for (int place = from; place < to; place++) {
      tempo.await();
      var row = stream.at(place).right();
      conversation.send(new Text(prefix() + place, name, row.text(), row.textB(), null), PATIENCE);
      sent = place + 1;
    }
    conversation.awaitAll(PATIENCE);
    show();
  }

  private void examine(Learner learner, int answered) {
    TaskDefinition asked = learner.task();
    ask(asked, null);
    course.examined(exams.of(client, console, asked.name(), answered, learner.labels()));
    ask(asked, asked.review());
  }

  /** Nobody is to label what is asked beside the stream. */
  private void ask(TaskDefinition asked, Reviews reviews) {
    if (asked.review() != null) {
      client.put(asked.review(reviews));
      Pause.millis(HEARD_MILLIS);
    }
  }

  private void answered(Reply reply, Duration latency) {
    int place = Integer.parseInt(reply.id().substring(prefix().length()));
    if (reply instanceof Reply.Annotated annotated) {
      course.answered(place, agreement(place, annotated.annotation()));
    } else {
      course.refused(place);
    }
  }

  private double agreement(int place, Annotation said) {
    Feedback right =
        Scorings.of(task.kind()).feedback(said.id(), task, stream.at(place).right()).orElseThrow();
    return task.kind().agreement(right, said, task);
  }

  private void show() {
    String detail =
        String.format(
            Locale.ROOT,
            "text %d of %d, %.3f of the last %d right",
            sent,
            stream.size(),
            course.mean(sent - SHOWN, sent),
            Math.min(sent, SHOWN));
    String learning =
        services
            .training(task.name())
            .filter(run -> run.of() > 0)
            .map(run -> ", learning: step " + run.step() + " of " + run.of())
            .orElse("");
    console.progress(course.policy().text(), (double) sent / stream.size(), detail + learning);
  }

  private String prefix() {
    return task.name() + "-";
  }
}
