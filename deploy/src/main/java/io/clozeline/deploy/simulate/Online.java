package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Subscription;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Learns as the chain does by itself. */
final class Online implements Learner {
  private static final List<String> WATCHED =
      List.of(Topics.DECISIONS.name(), Topics.EVALUATIONS.name());

  private final Teaching teaching;
  private final Course course;
  private final String prefix;
  private final boolean waits;
  private final Runnable waiting;
  private final Subscription watch;
  private volatile int answered;
  private volatile int labels;
  private String riding; // the challenger of the last decision

  /**
   * @param prefix of the ids of the stream's texts, before their places
   * @param waits whether the stream stands still while the trainer learns
   */
  Online(
      ChainClient client,
      Teaching teaching,
      Course course,
      String prefix,
      boolean waits,
      Runnable waiting) {
    this.teaching = teaching;
    this.course = course;
    this.prefix = prefix;
    this.waits = waits;
    this.waiting = waiting;
    this.watch = client.tail(WATCHED, this::read);
  }

  @Override
  public TaskDefinition task() {
    return teaching.task();
  }

  @Override
  public void take(List<Integer> places) {
    teaching.feed(prefix, places);
    labels = teaching.labels();
  }

  @Override
  public void settle(int texts) {
    answered = texts;
    if (waits) {
      teaching.settle(waiting);
    }
  }

  @Override
  public int labels() {
    return labels;
  }

  @Override
  public void close() {
    watch.close();
    teaching.close();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (!task().name().equals(Topic.key(record.key())) || record.value() == null) {
      return;
    }
    if (record.topic().equals(Topics.DECISIONS.name())) {
      decided(Topics.DECISIONS.codec().decode(record.value()));
    } else {
      evaluated(Topics.EVALUATIONS.codec().decode(record.value()));
    }
  }

  private void decided(Decision decision) {
    course.happened(
        new Course.Event(
            answered,
            labels,
            decision.outcome().text()
                + " "
                + (decision.challenger() == null
                    ? "the base model"
                    : decision.challenger().substring(0, 8))
                + ": "
                + decision.reason()));
    boolean judgedAgain = riding != null && riding.equals(decision.challenger());
    riding = decision.outcome() == Decision.Outcome.SHADOWED ? decision.challenger() : null;
    if (decision.outcome() != Decision.Outcome.ROLLED_BACK && !judgedAgain) {
      course.learnt(answered);
    }
  }

  private void evaluated(Evaluation evaluation) {
    if (Boolean.TRUE.equals(evaluation.drift())) {
      course.happened(
          new Course.Event(
              answered,
              labels,
              String.format(
                  Locale.ROOT,
                  "alarm: answers have become worse (%.3f of the last %d were right)",
                  evaluation.prequential().window(),
                  evaluation.prequential().windowSize())));
    }
  }
}
