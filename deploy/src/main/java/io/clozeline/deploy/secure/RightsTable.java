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
    lines.add("| principal | reads | writes | group | transactional ids | makes its changelogs |");
    lines.add("|---|---|---|---|---|---|");
    Rights.all().forEach(rights -> lines.add(line(rights)));
    return lines;
  }

  private static String line(Rights rights) {
    String application = rights.application();
    return String.join(
            " | ",
            "| `" + rights.principal().text() + "`",
            cell(rights.reads()),
            cell(rights.writes()),
            application == null ? "" : "`" + application + "`",
            application == null ? "" : "`" + application + "*`",
            rights.keepsState() ? "`" + application + "-*`" : "")
        + " |";
  }

  private static String cell(List<String> topics) {
    return topics.stream().map(topic -> "`" + topic + "`").collect(Collectors.joining(" "));
  }
}
