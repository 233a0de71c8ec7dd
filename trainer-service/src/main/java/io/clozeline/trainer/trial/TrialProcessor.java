package io.clozeline.trainer.trial;

import io.clozeline.events.Trial;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One side of the join. A record that cannot be read tests nothing; whose topic it is makes a dead
 * letter of it.
 */
final class TrialProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private final Duration keep;
  private final Duration early;
  private final Function<String, Task> tasks;
  private final TrialListener listener;
  private final Side side;
  private ProcessorContext<byte[], byte[]> context;
  private Trials trials;

  /** What is done with a record of one of the topics. */
  interface Side {
    Optional<Trial> join(Trials trials, byte[] record, long at, long now);
  }

  TrialProcessor(
      Duration keep,
      Duration early,
      Function<String, Task> tasks,
      TrialListener listener,
      Side side) {
    this.keep = keep;
    this.early = early;
    this.tasks = tasks;
    this.listener = listener;
    this.side = side;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    trials =
        new Trials(
            new TimedRecords(context.getStateStore(TrialTopology.SERVED), keep),
            new TimedRecords(context.getStateStore(TrialTopology.EARLY), early),
            tasks,
            listener);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long now = context.currentSystemTimeMs();
    Optional<Trial> trial;
    try {
      trial = side.join(trials, record.value(), record.timestamp(), now);
    } catch (EventException unreadable) {
      listener.unusable();
      return;
    }
    trial.ifPresent(
        made ->
            context.forward(
                new Record<>(
                    Topic.key(made.task()),
                    Topics.TRIALS.fitting(made.task(), made),
                    record.timestamp())));
  }
}
