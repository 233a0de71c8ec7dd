package io.clozeline.trainer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Release;
import io.clozeline.trainer.run.RunState;
import java.util.List;
import java.util.Map;

/**
 * What the trainer knows, for a person.
 *
 * @param model the base model's directory
 * @param run the run under way, absent without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Info(String model, List<TaskInfo> tasks, RunState run) {
  /**
   * How one task stands; the numbers are absent while the examples cannot be read.
   *
   * @param labels usable examples by label
   * @param verdict whether it is trained now, or why not
   * @param release the live one, absent without one
   * @param prequential how right its answers were, tested on labels before those were learnt;
   *     absent until one has been tested since the start
   * @param decision the last one about an adapter, absent before the first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TaskInfo(
      String task,
      String version,
      Integer examples,
      Integer fresh,
      Integer leftOut,
      Map<String, Integer> labels,
      String verdict,
      Release release,
      Evaluation.Prequential prequential,
      Decision decision) {}
}
