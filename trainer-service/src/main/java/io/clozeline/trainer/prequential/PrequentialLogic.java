package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;
import io.clozeline.events.Trial;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.Outgoing;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts one trial to its task's figures. */
final class PrequentialLogic implements StageLogic<Evaluation> {
  private final KeyValueStore<String, Prequential> store;
  private final FiguresListener listener;
  private final InstantSource clock;

  PrequentialLogic(
      KeyValueStore<String, Prequential> store, FiguresListener listener, InstantSource clock) {
    this.clock = Objects.requireNonNull(clock);
    this.store = Objects.requireNonNull(store);
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public Outgoing<Evaluation> apply(Incoming incoming) {
    Trial trial = Topics.TRIALS.codec().decode(incoming.value());
    if (!Arrays.equals(Topic.key(trial.task()), incoming.key())) {
      throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not the task's name");
    }
    Prequential kept = store.get(trial.task());
    Prequential figures = kept == null ? new Prequential() : kept;
    boolean drift = figures.add(trial, clock.instant());
    store.put(trial.task(), figures);
    var evaluation =
        new Evaluation(
            trial.id(),
            trial.task(),
            trial.adapter(),
            trial.agreement(),
            trial.slice(),
            figures.figures(trial.adapter()),
            trial.shadow(),
            drift ? true : null,
            Instant.ofEpochMilli(trial.served()),
            Instant.ofEpochMilli(trial.labelled()));
    listener.evaluated(evaluation);
    return new Outgoing<>(trial.task(), evaluation);
  }
}
