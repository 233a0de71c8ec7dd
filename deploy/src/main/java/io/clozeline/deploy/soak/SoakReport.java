package io.clozeline.deploy.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a soak has shown.
 *
 * @param saturation texts a second that the chain annotates at most, without training
 * @param rate texts a second that were sent
 * @param lost texts without an answer at the end
 * @param duplicated answers beyond the first
 * @param releases that the trainer published meanwhile
 * @param marks the processes at each quarter of the time
 * @param growth from the first mark to the last
 * @param flood null when there was none
 */
public record SoakReport(
    int seconds,
    double saturation,
    double rate,
    int sent,
    int annotated,
    int refused,
    int lost,
    int duplicated,
    double p50Millis,
    double p99Millis,
    int releases,
    List<Mark> marks,
    Map<String, Growth> growth,
    Flood.Outcome flood) {

  /** By how much a process's memory may grow after its warm-up. */
  public static final double MEMORY_PERCENT = 5;

  /** The processes at one time. */
  public record Mark(int second, Map<String, Sample> processes) {}

  /** What a process has more than it had, in percent of the memory, and in numbers. */
  public record Growth(double memoryPercent, int threads, int files) {
    static Growth between(Sample first, Sample last) {
      double memory = Math.max(1, first.residentMegabytes());
      return new Growth(
          Math.round(1_000 * (last.residentMegabytes() / memory - 1)) / 10.0,
          last.threads() - first.threads(),
          last.files() - first.files());
    }
  }

  static Map<String, Growth> growth(List<Mark> marks) {
    var growth = new LinkedHashMap<String, Growth>();
    if (marks.isEmpty()) {
      return growth;
    }
    var last = marks.get(marks.size() - 1).processes();
    marks
        .get(0)
        .processes()
        .forEach((name, first) -> growth.put(name, Growth.between(first, last.get(name))));
    return growth;
  }

  SoakReport with(Flood.Outcome after) {
    return new SoakReport(
        seconds,
        saturation,
        rate,
        sent,
        annotated,
        refused,
        lost,
        duplicated,
        p50Millis,
        p99Millis,
        releases,
        marks,
        growth,
        after);
  }

  /** Whether nothing was lost and nothing came twice. */
  public boolean complete() {
    return lost == 0 && duplicated == 0 && (flood == null || flood.complete());
  }

  /** Whether no process's memory grew by more than it may. */
  public boolean flat() {
    return growth.values().stream().allMatch(g -> g.memoryPercent() < MEMORY_PERCENT);
  }

  /** One line of JSON. */
  public String line() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
