package io.clozeline.deploy.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
  private static final String PAGE =
      """
      # HELP clozeline_heads_lag Records that wait on the topics of this instance
      # TYPE clozeline_heads_lag gauge
      clozeline_heads_lag 17.0
      jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.5E7
      jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 5000000.0
      jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.9E9
      """;

  @Test
  void readsTheLagAndTheWholeHeap() {
    assertEquals(
        Optional.of(new ServiceMetrics(17, 20_000_000)), ServiceMetrics.read("heads", PAGE));
  }

  @Test
  void saysNothingOfAPageOfSomethingElse() {
    assertTrue(ServiceMetrics.read("heads", "<html>").isEmpty());
  }
}
