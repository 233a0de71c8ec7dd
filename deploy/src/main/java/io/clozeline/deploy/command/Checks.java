package io.clozeline.deploy.command;

import java.util.Collection;

/** What several commands ask of their options and their terminal. */
final class Checks {
  private static final int USUAL_WIDTH = 110;
  private static final int LEAST_WIDTH = 60;

  private Checks() {}

  static void atLeast(int least, int given, String option) {
    if (given < least) {
      throw new IllegalArgumentException(option + " is " + given + "; it starts at " + least + ".");
    }
  }

  static void taskExists(String task, Collection<String> defined) {
    if (!defined.contains(task)) {
      throw new IllegalArgumentException(
          "There is no task \""
              + task
              + "\". Defined are "
              + String.join(", ", defined)
              + "; \"clozeline tasks put FILE\" adds one.");
    }
  }

  /** The columns of the terminal, as the shell says in COLUMNS. */
  static int terminalWidth() {
    try {
      return Math.max(LEAST_WIDTH, Integer.parseInt(System.getenv("COLUMNS")));
    } catch (NumberFormatException unknown) {
      return USUAL_WIDTH;
    }
  }
}
