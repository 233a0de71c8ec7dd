package io.clozeline.deploy.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that was started, as it is noted on disk.
 *
 * @param startedAt when the operating system says that it started, milliseconds since the epoch:
 *     with the pid it tells our process from a later one of the same number
 */
public record RunningProcess(String name, long pid, long startedAt, int port) {
  // The system's clock may be set while we run, and with it what it says of the past.
  private static final long CLOCK_MILLIS = 5_000;

  static RunningProcess of(String name, Process process, int port) {
    return new RunningProcess(name, process.pid(), startOf(process.toHandle()), port);
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::sameStart)
        .filter(this::ours);
  }

  public boolean alive() {
    return handle().isPresent();
  }

  /** How long it has been running. */
  public Duration uptime() {
    return Duration.between(Instant.ofEpochMilli(startedAt), Instant.now());
  }

  /** What stands on the command line of the process of that name, and on no other. */
  static String mark(String name) {
    return "-Dio.clozeline.process=" + name;
  }

  private boolean sameStart(ProcessHandle handle) {
    return startedAt == 0 || Math.abs(startOf(handle) - startedAt) < CLOCK_MILLIS;
  }

  private boolean ours(ProcessHandle handle) {
    return commandLine(handle).map(line -> line.contains(mark(name))).orElse(true);
  }

  /**
   * Java itself leaves out command lines longer than a page. While one program hands the process
   * over to the next, as {@code nice} does, the system shows none, or a part without its end.
   */
  private static Optional<String> commandLine(ProcessHandle handle) {
    try {
      Path file = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
          .filter(line -> line.endsWith("\0"));
    } catch (IOException elsewhere) {
      return handle.info().commandLine();
    }
  }

  /** Its resident memory in bytes, 0 where the system does not tell. */
  public long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException elsewhere) {
      return 0;
    }
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
