package io.clozeline.deploy.launch;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two figures of a running service's metrics.
 *
 * @param lag records that wait on its topics
 * @param heapBytes of its Java heap that are in use, garbage included
 */
public record ServiceMetrics(long lag, long heapBytes) {
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

  /** What the service says now; empty while it is silent. */
  public static Optional<ServiceMetrics> of(RunningProcess process) {
    try {
      var response = Readiness.get(process.port(), "/q/metrics");
      return response.statusCode() == 200
          ? read(process.name(), response.body())
          : Optional.empty();
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  static Optional<ServiceMetrics> read(String service, String page) {
    OptionalDouble lag = sum(page, "clozeline_" + service + "_lag");
    OptionalDouble heap = sum(page, HEAP);
    return lag.isEmpty() && heap.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServiceMetrics((long) lag.orElse(0), (long) heap.orElse(0)));
  }

  /** The sum of the samples whose line begins so; empty when there is none. */
  private static OptionalDouble sum(String page, String start) {
    double[] values =
        page.lines()
            .filter(line -> line.startsWith(start))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .filter(Double::isFinite)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(java.util.Arrays.stream(values).sum());
  }
}
