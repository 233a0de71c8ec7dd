package io.clozeline.deploy.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts one process in the background, with its output in its log. */
final class Spawn {
  private Spawn() {}

  static Process start(
      String name, List<String> command, Map<String, String> environment, Home home)
      throws IOException {
    return start(name, command, environment, home, Redirect.to(home.freshLog(name).toFile()));
  }

  /** The same for a process that ran before: its log goes on. */
  static Process startAgain(
      String name, List<String> command, Map<String, String> environment, Home home)
      throws IOException {
    return start(name, command, environment, home, Redirect.appendTo(home.log(name).toFile()));
  }

  private static Process start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Home home,
      Redirect output)
      throws IOException {
    Files.createDirectories(home.data(name));
    var builder = new ProcessBuilder(apart(command));
    builder.environment().putAll(environment);
    // glibc would keep an arena for each thread.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.redirectErrorStream(true);
    builder.redirectInput(Redirect.from(nothing()));
    builder.redirectOutput(output);
    return builder.start();
  }

  /** Whether a program of that name is on the path. */
  static boolean onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (String folder : path.split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /**
   * In a session of its own: closing the terminal does not end it, and Ctrl-C reaches only the
   * launcher, which stops all in order.
   */
  private static List<String> apart(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (onPath("setsid")) {
      whole.add("setsid");
    }
    whole.addAll(command);
    return whole;
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }
}
