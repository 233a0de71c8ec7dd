package io.clozeline.deploy.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rights for people: the table of {@code ACCESS.md}. */
final class RightsTable {
  private RightsTable() {}

  /** Its lines in Markdown. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| principal | reads | writes | group | transactional ids | makes | counts |");
    lines.add("|---|---|---|---|---|---|---|");
    Rights.all().forEach(rights -> lines.add(line(rights)));
    return lines;
  }

  private static String line(Rights rights) {
    return String.join(
            " | ",
            "| `" + rights.principal().text() + "`",
            cell(rights.reads()),
            cell(rights.writes()),
            cell(rights.group(), ""),
            cell(rights.transactions(), "*"),
            cell(rights.makes(), "*"),
            backlogs(rights.counts()))
        + " |";
  }

  private static String cell(String name, String rest) {
    return name == null ? "" : "`" + name + rest + "`";
  }

  private static String backlogs(List<Rights.Backlog> counts) {
    return counts.stream()
        .map(counted -> "`" + counted.topic() + "` of `" + counted.group() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String cell(List<String> topics) {
    return topics.stream().map(topic -> "`" + topic + "`").collect(Collectors.joining(" "));
  }
}
