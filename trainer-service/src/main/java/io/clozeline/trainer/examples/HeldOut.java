package io.clozeline.trainer.examples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Parts a set into what a run learns from and what its adapter is tested on. An example is kept
 * apart or not by its document's id alone: no run of any trainer ever learns from it.
 *
 * @param training what is learnt from
 * @param apart what is tested on
 */
public record HeldOut(List<Taught> training, List<Taught> apart) {
  private static final int ONE_IN = 5;

  public HeldOut {
    training = List.copyOf(training);
    apart = List.copyOf(apart);
  }

  /** Keeps none apart. */
  public static HeldOut none(TrainingSet set) {
    return new HeldOut(set.examples(), List.of());
  }

  /**
   * Keeps one in five apart; none where the others would have fewer than {@code fewestLabels}
   * different labels.
   */
  public static HeldOut of(TrainingSet set, int fewestLabels) {
    List<Taught> training = new ArrayList<>();
    List<Taught> apart = new ArrayList<>();
    set.examples().forEach(one -> (keeps(one.id()) ? apart : training).add(one));
    long labels = training.stream().map(Taught::label).distinct().count();
    return labels < fewestLabels ? none(set) : new HeldOut(training, apart);
  }

  /** Whether the document of that id is kept apart. */
  static boolean keeps(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % ONE_IN == 0;
  }
}
