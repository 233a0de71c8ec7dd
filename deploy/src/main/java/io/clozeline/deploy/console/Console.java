package io.clozeline.deploy.console;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress on standard error, results on standard output. In a terminal the line in progress is
 * written over; in a file or a pipe only finished steps are printed.
 */
public final class Console {
  private static final int BAR = 24;
  private static final int MAX_LINE = 100;

  private final PrintStream progress;
  private final PrintStream results;
  private final boolean terminal;
  private boolean open;
  private String lastStep;

  public Console(PrintStream progress, PrintStream results, boolean terminal) {
    this.progress = progress;
    this.results = results;
    this.terminal = terminal;
  }

  /** The process's own streams. */
  public static Console standard() {
    String told = System.getenv("CLOZELINE_TERMINAL");
    boolean terminal = told == null ? System.console() != null : told.equals("1");
    return new Console(System.err, System.out, terminal);
  }

  /** A result, for people and programs alike. */
  public synchronized void result(String line) {
    clear();
    results.println(line);
    results.flush();
  }

  /** Something that a person should know. */
  public synchronized void say(String line) {
    clear();
    progress.println(line);
  }

  /** A step that is finished. */
  public synchronized void done(String step) {
    say("  ✓ " + step);
  }

  /** A step under way; {@code fraction} from 0 to 1. */
  public void progress(String step, double fraction) {
    progress(step, fraction, "");
  }

  /** The same with something that changes while it runs, for a terminal only. */
  public synchronized void progress(String step, double fraction, String detail) {
    if (!terminal) {
      if (!step.equals(lastStep)) {
        lastStep = step;
        progress.println("  … " + step);
      }
      return;
    }
    int filled = (int) Math.round(BAR * Math.max(0, Math.min(1, fraction)));
    line(
        String.format(
            Locale.ROOT,
            "  %s%s %3.0f %%  %s",
            "█".repeat(filled),
            "░".repeat(BAR - filled),
            100 * fraction,
            detail.isEmpty() ? step : step + ", " + detail));
  }

  /** A step under way that nobody can tell the length of. */
  public synchronized void waiting(String step) {
    if (terminal) {
      line("  … " + step);
    }
  }

  private void line(String text) {
    progress.print("\r\033[2K" + text.substring(0, Math.min(MAX_LINE, text.length())));
    progress.flush();
    open = true;
  }

  private void clear() {
    if (open) {
      progress.print("\r\033[2K");
      open = false;
    }
  }
}
