package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;

/**
 * A text's vectors, on the topic {@code encodings}.
 *
 * @param base the digest of the base model's weights
 * @param adapterDigest the adapter that the encoder used, null for the base model alone
 * @param encodedAt when the vectors were computed, milliseconds since the epoch; the other fields
 *     are as in {@link TokenizedText}
 * @param sequences as those of the text; where a task shows demonstrations, each of them as often
 *     as it was encoded with others, next to each other
 * @param contentFree what was made of {@link TokenizedText#contentFree}; null elsewhere
 * @param draws how often each sequence was encoded, without demonstrations and with ever others;
 *     null for once, without any
 * @param shadow what a challenger made of it, null elsewhere
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
    List<Encoding> sequences,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Encoding> contentFree,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer draws,
    @JsonInclude(JsonInclude.Include.NON_NULL) ShadowEncoding shadow) {
  public EncodedText {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(taskVersion, "taskVersion");
    Fields.word(tokenizer, "tokenizer");
    Fields.word(base, "base");
    Fields.optionalWord(adapterDigest, "adapterDigest");
    sequences = Fields.copy(sequences, "sequences");
    contentFree = contentFree == null ? null : Fields.copy(contentFree, "contentFree");
    if (draws != null && (draws < 1 || sequences.size() % draws != 0)) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY, sequences.size() + " sequences of " + draws + " draws");
    }
    if (shadow != null && !matches(shadow, sequences.size(), draws)) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          sequences.size() + " sequences, and " + shadow.sequences().size() + " of its shadow");
    }
  }

  /** Both are of the same sequences, each of its own draws. */
  private static boolean matches(ShadowEncoding shadow, int sequences, Integer draws) {
    long own = draws == null ? 1 : draws;
    long other = shadow.draws() == null ? own : shadow.draws();
    return shadow.sequences().size() * own == sequences * other;
  }

  /** Vectors without content-free ones or demonstrations. */
  public EncodedText(
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
    this(
        id,
        task,
        taskVersion,
        tokenizer,
        base,
        adapterDigest,
        tokensIn,
        truncated,
        windows,
        textAt,
        tokenizedAt,
        encodedAt,
        sequences,
        null,
        null,
        null);
  }

  /** The same, with what a challenger made of it; null for without. */
  public EncodedText with(ShadowEncoding other) {
    return new EncodedText(
        id,
        task,
        taskVersion,
        tokenizer,
        base,
        adapterDigest,
        tokensIn,
        truncated,
        windows,
        textAt,
        tokenizedAt,
        encodedAt,
        sequences,
        contentFree,
        draws,
        other);
  }

  /** The text as its challenger sees it: what the challenger would serve. */
  public EncodedText ofShadow() {
    return new EncodedText(
        id,
        task,
        taskVersion,
        tokenizer,
        base,
        shadow.adapterDigest(),
        tokensIn,
        truncated,
        windows,
        textAt,
        tokenizedAt,
        encodedAt,
        shadow.sequences(),
        null,
        shadow.draws() == null ? draws : shadow.draws(),
        null);
  }

  /** What the encoder made of {@code text}. */
  public static EncodedText of(
      TokenizedText text,
      String base,
      String adapterDigest,
      long encodedAt,
      List<Encoding> sequences,
      List<Encoding> contentFree,
      Integer draws) {
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
        sequences,
        contentFree,
        draws,
        null);
  }

  /** What the encoder made of {@code text}, which shows no demonstrations. */
  public static EncodedText of(
      TokenizedText text,
      String base,
      String adapterDigest,
      long encodedAt,
      List<Encoding> sequences) {
    return of(text, base, adapterDigest, encodedAt, sequences, null, null);
  }
}
