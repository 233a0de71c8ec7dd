package io.clozeline.deploy.soak;

import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.soak.SoakReport.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A soak's report for people. */
public final class SoakTables {
  private SoakTables() {}

  /** The lines of all tables that there is something in. */
  public static List<String> of(SoakReport report) {
    List<String> lines = new ArrayList<>();
    if (report.seconds() > 0) {
      lines.addAll(processes(report).lines());
      lines.add("");
      lines.addAll(texts(report).lines());
      lines.add("");
    }
    if (report.flood() != null) {
      lines.addAll(flood(report.flood()));
      lines.add("");
    }
    return lines;
  }

  private static Table processes(SoakReport report) {
    List<String> header = new ArrayList<>(List.of("process"));
    report.marks().forEach(mark -> header.add(time(mark.second())));
    header.addAll(List.of("growth", "threads", "files", "heap"));
    var table = new Table(header.toArray(String[]::new));
    var last = report.marks().get(report.marks().size() - 1).processes();
    for (String name : last.keySet()) {
      List<Object> row = new ArrayList<>(List.of(name));
      for (Mark mark : report.marks()) {
        row.add(mark.processes().get(name).residentMegabytes() + " MB");
      }
      var growth = report.growth().get(name);
      Sample now = last.get(name);
      row.add(text("%+.1f %%", growth.memoryPercent()));
      row.add(text("%d (%+d)", now.threads(), growth.threads()));
      row.add(text("%d (%+d)", now.files(), growth.files()));
      row.add(now.heapMegabytes() == 0 ? null : now.heapMegabytes() + " MB");
      table.row(row.toArray());
    }
    return table;
  }

  private static Table texts(SoakReport report) {
    return new Table("texts", "")
        .row("saturation", text("%.1f a second", report.saturation()))
        .row("sent", text("%d, %.1f a second", report.sent(), report.rate()))
        .row("annotated", report.annotated())
        .row("refused", report.refused())
        .row("lost", report.lost())
        .row("answered twice", report.duplicated())
        .row("p50, p99", text("%.0f ms, %.0f ms", report.p50Millis(), report.p99Millis()))
        .row("releases", report.releases());
  }

  private static List<String> flood(Flood.Outcome flood) {
    var table = new Table("flood", "before", "peak", "after", "heap peak", "waiting at most");
    for (Map.Entry<String, Sample> before : flood.before().entrySet()) {
      Sample peak = flood.peaks().get(before.getKey());
      table.row(
          before.getKey(),
          before.getValue().residentMegabytes() + " MB",
          peak.residentMegabytes() + " MB",
          flood.after().get(before.getKey()).residentMegabytes() + " MB",
          peak.heapMegabytes() == 0 ? null : peak.heapMegabytes() + " MB",
          peak.lag());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        text(
            "%d texts taken in %.1f s; after %.1f s %d answered, %d waiting, %d answered twice",
            flood.texts(),
            flood.sendSeconds(),
            flood.seconds(),
            flood.answered(),
            flood.waiting(),
            flood.duplicated()));
    return lines;
  }

  private static String time(int second) {
    return second % 60 == 0 ? second / 60 + " min" : second + " s";
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
