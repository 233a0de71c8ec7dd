package io.clozeline.events.stage;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How far a service is behind its topics: the committed records that its consumers have not
 * fetched, as they say themselves, summed over the partitions that they have. It is as old as the
 * last answer of the broker.
 */
public final class ConsumerLag {
  private static final String LAG = "records-lag";
  private static final String CLIENT = "client-id";

  /** Kafka Streams reads its own stores again with this one. */
  private static final String RESTORING = "restore-consumer";

  private ConsumerLag() {}

  /** The lag by the metrics of a consumer or of Kafka Streams. */
  public static double of(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(entry -> counts(entry.getKey()))
        .map(entry -> entry.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(lag -> lag > 0) // not a number before the first answer
        .sum();
  }

  private static boolean counts(MetricName name) {
    return name.name().equals(LAG)
        && name.tags().containsKey("partition")
        && !name.tags().getOrDefault(CLIENT, "").endsWith(RESTORING);
  }
}
