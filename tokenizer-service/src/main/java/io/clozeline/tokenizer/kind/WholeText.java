package io.clozeline.tokenizer.kind;

import io.clozeline.events.Feedback;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import io.clozeline.tokenizer.sequence.plain.PlainSequencer;
import io.clozeline.tokenizer.sequence.prompt.PromptSequencer;
import java.util.List;

/**
 * For kinds that answer once for a text or a pair: the task's patterns ask, or the vector of [CLS]
 * is read where it has no prompt.
 */
public final class WholeText implements Layout {
  private final Sequencer sequencer;
  private final List<TokenSequence> contentFree;

  private WholeText(Sequencer sequencer, List<TokenSequence> contentFree) {
    this.sequencer = sequencer;
    this.contentFree = contentFree;
  }

  /**
   * The layout of {@code task}.
   *
   * @throws io.clozeline.events.error.EventException when a pattern leaves no room for a text
   */
  public static Layout of(Task task, BertInput input) {
    TaskDefinition definition = task.definition();
    if (!definition.prompted()) {
      return new WholeText(new PlainSequencer(input, definition.windows()), null);
    }
    Prompt prompt = definition.prompt();
    var sequencer = new PromptSequencer(prompt, task.masks(), input, definition.windows());
    boolean contextual = prompt.calibration() == Calibration.CONTEXTUAL;
    return new WholeText(sequencer, contextual ? sequencer.contentFree() : null);
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    return sequencer.sequence(text, textB);
  }

  @Override
  public Lesson lesson(Feedback feedback) {
    return new Lesson(sequence(feedback.text(), feedback.textB()).firstAndLast());
  }

  @Override
  public List<TokenSequence> contentFree() {
    return contentFree;
  }
}
