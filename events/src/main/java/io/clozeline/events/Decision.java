package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.clozeline.events.error.ErrorCode;
import java.time.Instant;

/**
 * What was decided about an adapter, and why, on the topic {@code decisions} under the task's name.
 *
 * @param outcome what became of it
 * @param champion the adapter that was live when it was decided, null for the base model
 * @param challenger the adapter that was compared with it, null for the base model
 * @param overall both on all examples that were kept apart; null where nothing was compared
 * @param recent both on the newest of those
 * @param examples how many the challenger was trained on; of the base model, how many a run had to
 *     learn from
 * @param consideredThrough the last offset of the task's partition of {@code examples} that had a
 *     say; later examples count as new
 * @param reason one sentence for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
    String task,
    Outcome outcome,
    String champion,
    String challenger,
    Test overall,
    Test recent,
    int examples,
    long consideredThrough,
    String reason,
    Instant at) {
  public Decision {
    Fields.task(task);
    Fields.required(outcome, "outcome");
    Fields.optionalWord(champion, "champion");
    Fields.optionalWord(challenger, "challenger");
    Fields.optionalWord(reason, "reason");
    Fields.required(at, "at");
  }

  /** What became of a challenger. */
  public enum Outcome {
    /** It is live. */
    @JsonProperty("promoted")
    PROMOTED,
    /** It rides along on a share of the texts, and is decided about later. */
    @JsonProperty("shadowed")
    SHADOWED,
    /** The champion stays. */
    @JsonProperty("kept")
    KEPT,
    /** The challenger, which was live before, is live again. */
    @JsonProperty("rolled-back")
    ROLLED_BACK;

    /** As in JSON, for example {@code rolled-back}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Champion and challenger on the same examples.
   *
   * @param name of the test, for example {@code McNemar}
   * @param examples how many
   * @param champion the mean of its agreement, 0 to 1
   * @param challenger the same
   * @param wins examples on which the challenger was better
   * @param losses examples on which it was worse
   * @param better how sure it is that the challenger is better, 0 to 1
   */
  public record Test(
      String name,
      int examples,
      double champion,
      double challenger,
      int wins,
      int losses,
      double better) {
    public Test {
      Fields.word(name, "name");
      Fields.finite(champion, "champion", ErrorCode.INVALID_FIELD);
      Fields.finite(challenger, "challenger", ErrorCode.INVALID_FIELD);
      Fields.finite(better, "better", ErrorCode.INVALID_FIELD);
    }
  }
}
