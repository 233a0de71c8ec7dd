package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text as the encoder reads it, on the topic {@code tokens}.
 *
 * @param taskVersion the digest of the task definition that made the sequences
 * @param tokenizer the digest of the vocabulary and settings that made the ids
 * @param tokensIn tokens of the text before anything was cut
 * @param truncated whether tokens of the text are in no sequence
 * @param windows how many windows the text was cut into, 1 for a text that fits
 * @param textAt when the text was written to its topic, milliseconds since the epoch
 * @param tokenizedAt when these sequences were made, milliseconds since the epoch
 * @param sequences one for each window of the text and pattern of the task, window by window; at
 *     least one
 * @param maxAgeMillis how old the text's record may be when it is encoded; null for any age
 * @param contentFree what a task with contextual calibration asks of texts that say nothing:
 *     pattern by pattern, the same number for each; null elsewhere
 */
public record TokenizedText(
    String id,
    String task,
    String taskVersion,
    String tokenizer,
    int tokensIn,
    boolean truncated,
    int windows,
    long textAt,
    long tokenizedAt,
    List<TokenSequence> sequences,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long maxAgeMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<TokenSequence> contentFree) {
  public TokenizedText {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(taskVersion, "taskVersion");
    Fields.word(tokenizer, "tokenizer");
    sequences = Fields.copy(sequences, "sequences");
    contentFree = contentFree == null ? null : Fields.copy(contentFree, "contentFree");
  }

  /** A text that does not age. */
  public TokenizedText(
      String id,
      String task,
      String taskVersion,
      String tokenizer,
      int tokensIn,
      boolean truncated,
      int windows,
      long textAt,
      long tokenizedAt,
      List<TokenSequence> sequences) {
    this(
        id,
        task,
        taskVersion,
        tokenizer,
        tokensIn,
        truncated,
        windows,
        textAt,
        tokenizedAt,
        sequences,
        null,
        null);
  }

  /** Tokens over all sequences: what this text costs the encoder. */
  public int tokens() {
    return Stream.concat(
            sequences.stream(), contentFree == null ? Stream.of() : contentFree.stream())
        .mapToInt(TokenSequence::length)
        .sum();
  }
}
