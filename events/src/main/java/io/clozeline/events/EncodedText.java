package io.clozeline.events;

import java.util.List;

/**
 * A text's vectors, on the topic {@code encodings}.
 *
 * @param base the digest of the base model's weights
 * @param adapterDigest the adapter that the encoder used, null for the base model alone
 * @param encodedAt when the vectors were computed, milliseconds since the epoch; the other fields
 *     are as in {@link TokenizedText}
 */
public record EncodedText(
    String id,
    String task,
    String taskVersion,
    String tokenizer,
    String base,
    String adapterDigest,
    int tokensIn,
    boolean truncated,
    int windows,
    long textAt,
    long tokenizedAt,
    long encodedAt,
    List<Encoding> sequences) {
  public EncodedText {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(taskVersion, "taskVersion");
    Fields.word(tokenizer, "tokenizer");
    Fields.word(base, "base");
    Fields.optionalWord(adapterDigest, "adapterDigest");
    sequences = Fields.copy(sequences, "sequences");
  }

  /** What the encoder made of {@code text}. */
  public static EncodedText of(
      TokenizedText text,
      String base,
      String adapterDigest,
      long encodedAt,
      List<Encoding> sequences) {
    return new EncodedText(
        text.id(),
        text.task(),
        text.taskVersion(),
        text.tokenizer(),
        base,
        adapterDigest,
        text.tokensIn(),
        text.truncated(),
        text.windows(),
        text.textAt(),
        text.tokenizedAt(),
        encodedAt,
        sequences);
  }
}
