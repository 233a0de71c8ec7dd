package io.clozeline.events.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
  private final Map<MetricName, Metric> metrics = new HashMap<>();

  @Test
  void sumsThePartitionsOfTheMainConsumers() {
    // Given
    add("records-lag", "streams-1-consumer", "0", 3.0);
    add("records-lag", "streams-1-consumer", "1", 4.0);
    add("records-lag", "streams-1-consumer", "2", Double.NaN);
    add("records-lag", "streams-1-restore-consumer", "0", 100.0);
    add("records-lag-max", "streams-1-consumer", "0", 100.0);
    // Then
    assertEquals(7, ConsumerLag.of(metrics));
  }

  @Test
  void isZeroBeforeThereIsAConsumer() {
    assertEquals(0, ConsumerLag.of(Map.of()));
  }

  private void add(String name, String client, String partition, double value) {
    var metricName =
        new MetricName(
            name,
            "consumer-fetch-manager-metrics",
            "",
            Map.of("client-id", client, "topic", "t", "partition", partition));
    metrics.put(
        metricName,
        new Metric() {
          @Override
          public MetricName metricName() {
            return metricName;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }
}
