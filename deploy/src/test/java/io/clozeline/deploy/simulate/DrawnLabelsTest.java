package io.clozeline.deploy.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.task.Presets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnLabelsTest {
  @Test
  void givesEachLabelOnceWhenItsTimeHasCome() {
    // Given
    var rows =
        new ItemSet(
            IntStream.range(0, 30).mapToObj(i -> Item.of("t" + i, null, "" + i % 2)).toList());
    var scenario = new Scenario(30, 1, 10, List.of(), List.of(), 1);
    var stream = LiveStream.of(scenario, Presets.find("sst-2").orElseThrow(), rows, Map.of());
    // When
    try (var labels = new DrawnLabels(stream)) {
      // Then
      assertEquals(List.of(), labels.due(10));
      assertEquals(List.of(0, 1), labels.due(12));
      assertEquals(List.of(), labels.due(12));
      assertEquals(18, labels.due(30).size());
    }
  }
}
