package io.clozeline.deploy.soak;

import io.clozeline.deploy.launch.RunningProcess;
import io.clozeline.deploy.launch.ServiceMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process at one moment; 0 where the system, or the process, does not tell.
 *
 * @param residentMegabytes its memory
 * @param files open file descriptors
 * @param heapMegabytes of its Java heap in use, garbage included
 * @param lag records that wait for it
 */
public record Sample(int residentMegabytes, int threads, int files, int heapMegabytes, long lag) {
  private static final long MEGABYTE = 1024 * 1024;

  static Sample of(RunningProcess process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    Optional<ServiceMetrics> metrics =
        process.name().equals("broker") ? Optional.empty() : ServiceMetrics.of(process);
    return new Sample(
        (int) (process.residentBytes() / MEGABYTE),
        threads(proc),
        files(proc),
        metrics.map(m -> (int) (m.heapBytes() / MEGABYTE)).orElse(0),
        metrics.map(ServiceMetrics::lag).orElse(0L));
  }

  private static int threads(Path proc) {
    try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("Threads:"))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException elsewhere) {
      return 0;
    }
  }

  private static int files(Path proc) {
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      return (int) files.count();
    } catch (IOException elsewhere) {
      return 0;
    }
  }
}
