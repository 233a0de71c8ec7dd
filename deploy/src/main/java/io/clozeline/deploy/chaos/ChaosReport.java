package io.clozeline.deploy.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.client.Latencies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to. A recovery is the time from a fault until every partition has a committed
 * annotation of a text that was sent after it.
 *
 * @param trainingsKilled kills of the trainer while it trained
 */
record ChaosReport(
    long seed,
    Outcomes.Count texts,
    Outcomes.LabelCount labels,
    int sent,
    int labelsSent,
    int releases,
    int trainingsKilled,
    double seconds,
    List<Recovery> recoveries,
    List<String> skipped) {

  /** How one fault went by. */
  record Recovery(Fault fault, long millis) {}

  /** Whether nothing was lost, duplicated or out of order. */
  boolean sound() {
    return texts.lost() + texts.duplicated() + texts.reordered() + texts.unexpected() == 0
        && labels.lost() + labels.duplicated() == 0;
  }

  /** One line of JSON. */
  String line() {
    var kills = recoveries.stream().filter(r -> r.fault().kind() == Fault.Kind.KILL).toList();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seed", seed);
    line.put("texts", sent);
    line.put("kills", kills.size());
    line.put("annotations", texts.annotations());
    line.put("deadLetters", texts.deadLetters());
    line.put("lost", texts.lost());
    line.put("duplicated", texts.duplicated());
    line.put("reordered", texts.reordered());
    line.put("unexpected", texts.unexpected());
    line.put("recoveryP50Millis", quantile(kills, 0.5));
    line.put("recoveryP99Millis", quantile(kills, 0.99));
    line.put("recoveryByKill", slowest(kills, r -> r.fault().target()));
    var others = recoveries.stream().filter(r -> r.fault().kind() != Fault.Kind.KILL).toList();
    line.put("recoveryByFault", slowest(others, r -> r.fault().kind().text()));
    line.put("skipped", skipped);
    line.put("labels", labelsSent);
    line.put("labelsLost", labels.lost());
    line.put("labelsDuplicated", labels.duplicated());
    line.put("releases", releases);
    line.put("trainingsKilled", trainingsKilled);
    line.put("seconds", Math.round(seconds));
    try {
      return new ObjectMapper().writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> slowest(
      List<Recovery> recoveries, java.util.function.Function<Recovery, String> by) {
    Map<String, Long> slowest = new LinkedHashMap<>();
    recoveries.forEach(r -> slowest.merge(by.apply(r), r.millis(), Math::max));
    return slowest;
  }

  /** -1 without any. */
  private static long quantile(List<Recovery> recoveries, double q) {
    var times = new Latencies();
    recoveries.forEach(r -> times.add(Duration.ofMillis(r.millis())));
    return times.count() == 0 ? -1 : (long) times.millis(q);
  }
}
