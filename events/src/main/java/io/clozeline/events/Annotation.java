package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import java.util.List;
import java.util.Map;

/**
 * What the product says of a text, on the topic {@code annotations}, with the models that said it
 * and how long each stage took.
 *
 * @param kind the task's kind, for example {@code classification}
 * @param label the likeliest label, where the kind has labels
 * @param scores a probability for each label, in the task's order
 * @param labels for {@code multilabel}: every label that is likely enough
 * @param value for {@code regression}: the number
 * @param tags for {@code tagging}: the tag of each word, in the order of the text
 * @param spans for {@code span}: the likeliest answers, best first, none where there is none; for
 *     {@code tagging} with tags of entities: the entities
 * @param fills for {@code cloze}: the likeliest words for each mask, best first
 * @param truncated whether some of the text was not read
 * @param tokensIn tokens of the whole text, or of both texts of a pair
 * @param windows how many windows the text was cut into, 1 for a text that fits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Annotation(
    String id,
    String task,
    String kind,
    String label,
    Map<String, Double> scores,
    List<String> labels,
    Double value,
    List<TextSpan> tags,
    List<TextSpan> spans,
    List<List<Fill>> fills,
    Uncertainty uncertainty,
    boolean truncated,
    int tokensIn,
    int windows,
    Model model,
    Latencies latencies) {
  public Annotation {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(kind, "kind");
    Fields.optionalWord(label, "label");
    scores = scores == null ? null : Fields.copy(scores, "scores");
    if (scores != null) {
      scores.values().forEach(score -> Fields.finite(score, "scores", ErrorCode.MODEL_FAILURE));
    }
    labels = Fields.names(labels, "labels");
    if (value != null) {
      Fields.finite(value, "value", ErrorCode.MODEL_FAILURE);
    }
    tags = tags == null ? null : Fields.copy(tags, "tags");
    spans = spans == null ? null : Fields.copy(spans, "spans");
    fills = fills == null ? null : fills.stream().map(each -> Fields.copy(each, "fills")).toList();
  }

  /** Of a kind that answers by a label or by fills. */
  public Annotation(
      String id,
      String task,
      String kind,
      String label,
      Map<String, Double> scores,
      List<List<Fill>> fills,
      Uncertainty uncertainty,
      boolean truncated,
      int tokensIn,
      int windows,
      Model model,
      Latencies latencies) {
    this(
        id,
        task,
        kind,
        label,
        scores,
        null,
        null,
        null,
        null,
        fills,
        uncertainty,
        truncated,
        tokensIn,
        windows,
        model,
        latencies);
  }

  /** A word for a mask and its probability. */
  public record Fill(String word, double probability) {
    public Fill {
      Fields.word(word, "word");
      Fields.finite(probability, "probability", ErrorCode.MODEL_FAILURE);
    }
  }

  /**
   * How unsure the answer is. One of several decisions, such as a tag for each word, is as unsure
   * as the least sure of them; of a span the candidates are compared, with no answer among them; of
   * a regression the two words of its prompt. A regression by a number alone has none.
   *
   * @param margin the best probability less the second best, 0 (unsure) to 1
   * @param entropy of the probabilities, divided by its largest possible value: 0 (sure) to 1
   */
  public record Uncertainty(double margin, double entropy) {
    public Uncertainty {
      Fields.finite(margin, "margin", ErrorCode.MODEL_FAILURE);
      Fields.finite(entropy, "entropy", ErrorCode.MODEL_FAILURE);
    }
  }

  /**
   * The digests of everything that had a say.
   *
   * @param task the version of the task definition
   * @param adapter null for the base model alone
   * @param head null for a head that has no weights of its own
   * @param rung what it answered by; null where nothing has been learnt yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Model(
      String base, String tokenizer, String task, String adapter, String head, Rung rung) {
    public Model {
      Fields.optionalWord(base, "base");
      Fields.optionalWord(tokenizer, "tokenizer");
      Fields.optionalWord(task, "task");
      Fields.optionalWord(adapter, "adapter");
      Fields.optionalWord(head, "head");
    }

    /** Without a word on what it answered by. */
    public Model(String base, String tokenizer, String task, String adapter, String head) {
      this(base, tokenizer, task, adapter, head, null);
    }
  }

  /**
   * Milliseconds in each stage, the wait for it included.
   *
   * @param total from the text's record to this annotation
   */
  public record Latencies(long tokenizer, long encoder, long heads, long total) {}
}
