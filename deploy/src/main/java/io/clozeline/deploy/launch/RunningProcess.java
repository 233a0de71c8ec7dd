package io.clozeline.deploy.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that was started, as it is noted on disk.
 *
 * @param startedAt when the operating system says that it started, milliseconds since the epoch:
 *     with the pid it tells our process from a later one of the same number
 */
public record RunningProcess(String name, long pid, long startedAt, int port) {

  static RunningProcess of(String name, Process process, int port) {
    return new RunningProcess(name, process.pid(), startOf(process.toHandle()), port);
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startedAt == 0 || startOf(handle) == startedAt);
  }

  public boolean alive() {
    return handle().isPresent();
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
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
