package io.clozeline.tokenizer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clozeline.events.Limits;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.tokenizer.guard.Judgement;
import io.clozeline.tokenizer.guard.KeptTask;
import io.clozeline.tokenizer.guard.TaskGuard;
import io.clozeline.tokenizer.guard.TaskRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link TaskGuard} in Kafka Streams, with the newest good records in a store. */
final class TaskGuardProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** On a record of ours: the offset of the one that it puts right, as text. */
  private static final String RESTORES = "clozeline.restores";

  private static final Logger LOG = LoggerFactory.getLogger(TaskGuardProcessor.class);

  private final TaskGuard guard;
  private final StageListener listener;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, KeptTask> store;

  TaskGuardProcessor(TaskGuard guard, StageListener listener) {
    this.guard = guard;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.store = context.getStateStore(TokenizerTopology.KEPT_TASKS);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long started = System.nanoTime();
    RecordMetadata from = context.recordMetadata().orElseThrow();
    String name = Topic.key(record.key());
    if (name == null) {
      deadLetter(record, from, new EventException(ErrorCode.INVALID_FIELD, "the key is missing"));
      return;
    }
    if (record.value() == null && !Limits.TASK_NAME.matcher(name).matches()) {
      listener.done(System.nanoTime() - started); // no task can be under it: nothing to keep
      return;
    }
    var judged = new TaskRecord(name, record.value(), from.offset(), restores(record));
    Judgement judgement = guard.judge(judged, store.get(name));
    if (judgement instanceof Judgement.Keep keep) {
      store.put(name, keep.task());
      listener.done(System.nanoTime() - started);
    } else if (judgement instanceof Judgement.Refuse refusal) {
      deadLetter(record, from, refusal.reason());
      restore(record, from, refusal.restored());
    } else if (judgement instanceof Judgement.Restore late) {
      restore(record, from, late.restored());
      listener.done(System.nanoTime() - started);
    }
  }

  private void restore(Record<byte[], byte[]> record, RecordMetadata from, byte[] definition) {
    var headers = new RecordHeaders().add(RESTORES, Long.toString(from.offset()).getBytes(UTF_8));
    context.forward(
        new Record<>(record.key(), definition, record.timestamp(), headers),
        TokenizerTopology.TASKS_RESTORED);
  }

  private void deadLetter(
      Record<byte[], byte[]> record, RecordMetadata from, EventException reason) {
    var origin = new Origin(from.topic(), from.partition(), from.offset());
    var letter =
        new DeadLetter(
            record.key(),
            record.value(),
            reason.code(),
            TokenizerTopology.TASKS,
            reason.getMessage(),
            origin,
            1 + DeadLetter.failuresBefore(record.headers()));
    LOG.warn(
        "A task definition was refused: errorCode={} origin={} cause={}",
        letter.code().text(),
        letter.origin(),
        letter.cause());
    context.forward(
        new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
        TokenizerTopology.TASKS_DEAD_LETTERS);
    listener.deadLetter(reason.code());
  }

  private static Long restores(Record<byte[], byte[]> record) {
    var header = record.headers().lastHeader(RESTORES);
    if (header == null || header.value() == null) {
      return null;
    }
    try {
      return Long.valueOf(new String(header.value(), UTF_8));
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }
}
