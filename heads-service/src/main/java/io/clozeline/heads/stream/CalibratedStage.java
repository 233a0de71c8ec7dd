package io.clozeline.heads.stream;

import io.clozeline.events.Annotation;
import io.clozeline.events.stage.Stage;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.calibration.Priors;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A {@link Stage} whose logic keeps its priors in the store of its partition. */
final class CalibratedStage implements Processor<byte[], byte[], byte[], Object> {
  private final Function<Priors, StageLogic<Annotation>> logic;
  private final StageListener listener;
  private Stage<Annotation> stage;

  CalibratedStage(Function<Priors, StageLogic<Annotation>> logic, StageListener listener) {
    this.logic = logic;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    stage =
        new Stage<>(
            HeadsTopology.STAGE,
            logic.apply(StoredPriors.of(context)),
            Topics.ANNOTATIONS,
            listener);
    stage.init(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    stage.process(record);
  }
}
