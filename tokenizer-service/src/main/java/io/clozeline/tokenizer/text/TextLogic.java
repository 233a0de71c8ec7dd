package io.clozeline.tokenizer.text;

import io.clozeline.events.Text;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.stage.Expiry;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.Outgoing;
import io.clozeline.events.stage.Part;
import io.clozeline.events.stage.PartsLogic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.task.KnownTasks;
import io.clozeline.tokenizer.task.SequencedTask;
import java.util.List;
import java.util.function.LongSupplier;

/** Text to tokens, a record for each task that the text names. */
public final class TextLogic implements PartsLogic<TokenizedText> {
  private final KnownTasks tasks;
  private final String tokenizer;
  private final LongSupplier clock;

  /**
   * Tokenizes texts of {@code tasks}.
   *
   * @param tokenizer the digest of the vocabulary and its settings
   * @param clock milliseconds since the epoch
   */
  public TextLogic(KnownTasks tasks, String tokenizer, LongSupplier clock) {
    this.tasks = tasks;
    this.tokenizer = tokenizer;
    this.clock = clock;
  }

  /** A part for each task that the text names, in their order. */
  @Override
  public List<Part<TokenizedText>> parts(Incoming incoming) {
    Text text = Topics.TEXTS.codec().decode(incoming.value());
    DocumentKey.check(incoming.key(), text.id());
    if (text.tasks() == null) {
      return List.of(new Part<>(() -> tokenized(text, incoming), incoming::value));
    }
    return text.asked().stream().map(text::only).map(only -> part(only, incoming)).toList();
  }

  private Part<TokenizedText> part(Text only, Incoming incoming) {
    return new Part<>(() -> tokenized(only, incoming), () -> Topics.TEXTS.codec().encode(only));
  }

  private Outgoing<TokenizedText> tokenized(Text text, Incoming incoming) {
    SequencedTask task = tasks.require(text.task(), incoming.at());
    Long maxAge = task.maxAgeMillis();
    Expiry.check(incoming.at(), clock.getAsLong(), maxAge);
    SequencedText sequenced = task.sequence(text.text(), text.textB());
    return new Outgoing<>(
        text.id(),
        new TokenizedText(
            text.id(),
            text.task(),
            task.task().version(),
            tokenizer,
            sequenced.tokensIn(),
            sequenced.truncated(),
            sequenced.windows(),
            incoming.at(),
            clock.getAsLong(),
            sequenced.sequences(),
            maxAge,
            task.contentFree()));
  }
}
