package io.clozeline.heads.stream;

import io.clozeline.events.Annotation;
import io.clozeline.events.stage.Stage;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.review.Reviewer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A {@link Stage} whose logic keeps what it learns in the stores of its partition. */
final class PartitionStage implements Processor<byte[], byte[], byte[], Object> {
  private final PartitionLogic logic;
  private final Reviewing reviewing;
  private final StageListener listener;
  private Reviewer reviewer;
  private Stage<Annotation> stage;

  PartitionStage(PartitionLogic logic, Reviewing reviewing, StageListener listener) {
    this.logic = logic;
    this.reviewing = reviewing;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    reviewer = reviewing.of(context);
    stage =
        new Stage<>(
            HeadsTopology.STAGE,
            logic.of(StoredPriors.of(context), reviewer),
            Topics.ANNOTATIONS,
            listener);
    stage.init(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    stage.process(record);
  }

  @Override
  public void close() {
    if (reviewer != null) { // the store may have failed
      reviewer.close();
    }
  }
}
