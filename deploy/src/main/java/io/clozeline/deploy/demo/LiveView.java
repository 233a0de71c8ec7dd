package io.clozeline.deploy.demo;

import io.clozeline.deploy.annotate.TableLines;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet.Row;
import io.clozeline.events.Annotation;
import java.util.Locale;

/** Shows a pass while it runs: a sentence now and then, and how many were right so far. */
final class LiveView implements Pass.Listener {
  private static final int SHOWN = 8;
  private static final int WIDTH = 76;

  private final Console console;
  private final int total;
  private final long started = System.nanoTime();
  private int right;

  LiveView(Console console, int total) {
    this.console = console;
    this.total = total;
  }

  @Override
  public void answered(Row row, Reply reply, int count) {
    if (reply instanceof Reply.Refused refused) {
      console.say("  ✗ " + refused.letter().code().text() + ": " + refused.letter().cause());
    } else if (reply instanceof Reply.Annotated annotated) {
      boolean correct = row.label().equals(annotated.annotation().label());
      right += correct ? 1 : 0;
      if (count % Math.max(1, total / SHOWN) == 1) {
        console.say(line(row, annotated.annotation(), correct));
      }
    }
    console.progress("annotating", (double) count / total, summary(count));
  }

  private String summary(int count) {
    double seconds = (System.nanoTime() - started) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d of %d, accuracy so far %.3f, %.0f texts/s",
        count,
        total,
        (double) right / count,
        count / seconds);
  }

  private static String line(Row row, Annotation said, boolean correct) {
    Double score =
        said.scores() == null || said.label() == null ? null : said.scores().get(said.label());
    return String.format(
        Locale.ROOT,
        "    %s %-9s %.2f  %s",
        correct ? "✓" : "✗",
        said.label(),
        score == null ? 0.0 : score,
        TableLines.shorten(row.text(), WIDTH));
  }
}
