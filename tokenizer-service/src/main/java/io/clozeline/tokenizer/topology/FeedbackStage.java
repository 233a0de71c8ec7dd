package io.clozeline.tokenizer.topology;

import io.clozeline.events.Example;
import io.clozeline.events.stage.Stage;
import io.clozeline.tokenizer.document.Documents;
import io.clozeline.tokenizer.feedback.FeedbackLogic;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A stage whose logic finds documents in the memory of its partition. */
final class FeedbackStage implements Processor<byte[], byte[], byte[], Object> {
  private final Function<Documents, FeedbackLogic> logic;
  private final DocumentMemory memory;
  private final Function<FeedbackLogic, Stage<Example>> shell;
  private Stage<Example> stage;

  /**
   * @param memory null to remember none
   */
  FeedbackStage(
      Function<Documents, FeedbackLogic> logic,
      DocumentMemory memory,
      Function<FeedbackLogic, Stage<Example>> shell) {
    this.logic = logic;
    this.memory = memory;
    this.shell = shell;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    stage = shell.apply(logic.apply(memory == null ? Documents.NONE : memory.of(context)));
    stage.init(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    stage.process(record);
  }
}
