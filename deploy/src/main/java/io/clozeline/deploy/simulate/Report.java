package io.clozeline.deploy.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.console.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the policies came to, for people and for programs.
 *
 * @param window texts that each figure is the mean of
 */
public record Report(
    String task, String file, Scenario scenario, List<Course> courses, int window) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 12;

  public Report {
    courses = List.copyOf(courses);
  }

  /** How right the answers were over time. */
  public String table() {
    List<String> header = new ArrayList<>(List.of("texts"));
    courses.forEach(course -> header.add(course.policy().text()));
    var table = new Table(header.toArray(String[]::new));
    int size = courses.get(0).size();
    for (int row = 1; row <= ROWS; row++) {
      int to = (int) Math.round((double) size * row / ROWS);
      int from = (int) Math.round((double) size * (row - 1) / ROWS);
      row(table, from + "-" + to, course -> format(course.mean(from, to)));
    }
    row(table, "all", course -> format(course.mean(0, size)));
    row(table, "last " + window, course -> format(last(course)));
    row(table, "labels", course -> "" + course.labels());
    row(table, "learnt", course -> course.lessons().size() + " times");
    row(table, "minutes", course -> String.format(Locale.ROOT, "%.1f", course.minutes()));
    row(table, "refused", course -> "" + course.refusals());
    if (courses.stream().anyMatch(course -> !course.exams().isEmpty())) {
      row(table, "exam", course -> exam(course).map(e -> format(e.value())).orElse(null));
    }
    return table.toString();
  }

  /** What each policy did, in order. */
  public List<String> events() {
    List<String> lines = new ArrayList<>();
    for (Course course : courses) {
      for (Course.Event event : course.events()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%-8s text %5d, label %4d: %s",
                course.policy().text(),
                event.text(),
                event.labels(),
                event.what()));
      }
    }
    return lines;
  }

  /** How the gated loop ends beside the others; empty without it. */
  public Optional<String> verdict() {
    return of(Policy.GATED)
        .map(
            gated -> {
              var words = new StringBuilder();
              words.append(
                  String.format(
                      Locale.ROOT,
                      "The gated loop is right %.3f of the last %d texts",
                      last(gated),
                      window));
              for (Policy other : Policy.values()) {
                of(other)
                    .filter(course -> course != gated)
                    .ifPresent(course -> words.append(beside(gated, course)));
              }
              return words.append('.').toString();
            });
  }

  /** One line with everything. */
  public String json() {
    var line = new LinkedHashMap<String, Object>();
    line.put("task", task);
    line.put("stream", file);
    line.put("texts", scenario.texts());
    line.put("labelled", scenario.labelled());
    line.put("delay", scenario.delay());
    line.put("seed", scenario.seed());
    line.put("window", window);
    Map<String, Object> policies = new LinkedHashMap<>();
    courses.forEach(course -> policies.put(course.policy().text(), summary(course)));
    line.put("policies", policies);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of our own cannot be written as JSON", e);
    }
  }

  private Map<String, Object> summary(Course course) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("right", rounded(course.mean(0, course.size())));
    summary.put("last", rounded(last(course)));
    summary.put("labels", course.labels());
    summary.put("refused", course.refusals());
    summary.put("minutes", rounded(course.minutes()));
    summary.put("lessons", course.lessons());
    summary.put("exams", course.exams());
    summary.put("events", course.events());
    return summary;
  }

  private Optional<Course> of(Policy policy) {
    return courses.stream().filter(course -> course.policy() == policy).findFirst();
  }

  private double last(Course course) {
    return course.mean(course.size() - window, course.size());
  }

  private String beside(Course gated, Course other) {
    return String.format(
        Locale.ROOT,
        ", %+.1f points beside %s",
        100 * (last(gated) - last(other)),
        other.policy().text());
  }

  private static Optional<Course.Exam> exam(Course course) {
    List<Course.Exam> exams = course.exams();
    return exams.isEmpty() ? Optional.empty() : Optional.of(exams.get(exams.size() - 1));
  }

  private void row(Table table, String name, java.util.function.Function<Course, String> cell) {
    List<Object> cells = new ArrayList<>(List.of(name));
    courses.forEach(course -> cells.add(cell.apply(course)));
    table.row(cells.toArray());
  }

  private static String format(double value) {
    return Double.isNaN(value) ? null : String.format(Locale.ROOT, "%.3f", value);
  }

  private static double rounded(double value) {
    return Double.isNaN(value) ? 0 : Math.round(value * 1e4) / 1e4;
  }
}
