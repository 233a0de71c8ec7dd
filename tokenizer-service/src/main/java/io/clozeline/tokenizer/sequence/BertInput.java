package io.clozeline.tokenizer.sequence;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.wordpiece.Pieces;
import io.clozeline.tokenizer.wordpiece.WordPiece;
import java.util.Objects;

/**
 * What every sequencer needs to know of the model.
 *
 * @param positions tokens that the model reads at once, special ones among them
 */
public record BertInput(
    WordPiece wordPiece, Vocabulary vocabulary, SpecialTokens special, int positions) {
  public BertInput {
    Objects.requireNonNull(wordPiece);
    Objects.requireNonNull(vocabulary);
    Objects.requireNonNull(special);
    if (positions < 8) {
      throw new IllegalArgumentException(positions + " positions hold no text");
    }
  }

  public static BertInput of(WordPiece wordPiece, Vocabulary vocabulary) {
    return new BertInput(
        wordPiece, vocabulary, SpecialTokens.of(vocabulary), vocabulary.maxPositions());
  }

  /** The same for a task whose method takes so many positions from each sequence. */
  public BertInput without(int taken) {
    return taken == 0 ? this : new BertInput(wordPiece, vocabulary, special, positions - taken);
  }

  /**
   * The tokens of a text.
   *
   * @param field the text's name, for the error
   * @throws EventException when there is none, as in a text of only control characters
   */
  public Pieces pieces(String text, String field) {
    Pieces pieces = wordPiece.split(text);
    if (pieces.size() == 0) {
      throw new EventException(
          ErrorCode.EMPTY_TEXT, "the field \"" + field + "\" holds nothing that BERT reads");
    }
    return pieces;
  }

  /** Starts a sequence of {@code length} tokens, special ones among them. */
  public SequenceWriter write(int length) {
    return new SequenceWriter(special, length, false);
  }

  /** The same, where each token knows its place in the text. */
  public SequenceWriter writePlaced(int length) {
    return new SequenceWriter(special, length, true);
  }
}
