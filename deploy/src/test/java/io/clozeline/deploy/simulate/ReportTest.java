package io.clozeline.deploy.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Scenario SCENARIO = new Scenario(400, 0.3, 10, List.of(), List.of(), 1);

  @Test
  void comparesTheEnds() throws Exception {
    // Given
    var never = course(Policy.NEVER, 0.5, 0.5);
    var gated = course(Policy.GATED, 0.5, 1);
    gated.happened(new Course.Event(200, 60, "promoted 0123abcd: better"));
    gated.learnt(200);
    gated.examined(new Course.Exam(400, 120, "accuracy", 0.875));
    gated.over(120, 1.5);
    // When
    var report = new Report("sst-2", "a.tsv", SCENARIO, List.of(never, gated), 200);
    // Then
    assertEquals(
        "The gated loop is right 1.000 of the last 200 texts, +50.0 points beside never.",
        report.verdict().orElseThrow());
    assertEquals(
        List.of("gated    text   200, label   60: promoted 0123abcd: better"), report.events());
    List<String> lines = report.table().lines().toList();
    assertEquals("texts     never    gated", lines.get(0));
    assertTrue(lines.contains("last 200  0.500    1.000"), report.table());
    assertTrue(lines.contains("exam      –        0.875"), report.table());
    var json = new ObjectMapper().readTree(report.json());
    assertEquals(1.0, json.at("/policies/gated/last").asDouble());
    assertEquals(200, json.at("/policies/gated/lessons/0").asInt());
    assertEquals("accuracy", json.at("/policies/gated/exams/0/metric").asText());
  }

  @Test
  void drawsAPicture(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.png");
    Chart.write(file, "title", List.of(course(Policy.NEVER, 0.5, 1)), 100);
    var picture = ImageIO.read(file.toFile());
    assertEquals(1100, picture.getWidth());
    assertEquals(600, picture.getHeight());
  }

  @Test
  void countsWhatGotNoAnswerAsWrong() {
    var course = new Course(Policy.NEVER, 4);
    course.answered(0, 1);
    course.refused(1);
    assertEquals(0.5, course.mean(0, 4));
    assertEquals(1, course.refusals());
    assertTrue(Double.isNaN(course.mean(2, 4)));
  }

  @Test
  void refusesToRetrainAtNoTextAtAll() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plan(List.of(Policy.NEVER, Policy.OFFLINE), 0, false, null, false));
  }

  private static Course course(Policy policy, double first, double second) {
    var course = new Course(policy, 400);
    for (int i = 0; i < 400; i++) {
      course.answered(i, i < 200 ? first : second);
    }
    return course;
  }
}
