package io.clozeline.deploy.launch;

import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Cache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What must be true before anything is started. */
final class Preflight {
  private static final long MEGABYTE = 1024 * 1024;
  // Resident memory of all processes while the trainer trains, measured, and a little more.
  private static final long MEMORY_BF16 = 3_000 * MEGABYTE;
  private static final long MEMORY_FP32 = 4_000 * MEGABYTE;
  private static final long HOME_DISK = 1_000 * MEGABYTE;
  private static final long CACHE_DISK = 4_000 * MEGABYTE;

  private Preflight() {}

  static void check(Settings settings) {
    checkNotRunning(settings.home());
    checkPackaged(settings.project());
    long memory = precision(settings) == Precision.BF16 ? MEMORY_BF16 : MEMORY_FP32;
    availableMemory().ifPresent(free -> checkMemory(free, memory));
    checkDisk(settings.home().root(), HOME_DISK, "--home");
    if (!Files.exists(Cache.at(settings.cache()).model(settings.model()))) {
      checkDisk(settings.cache(), CACHE_DISK, "--cache");
    }
    checkPort(settings.kafkaPort(), "the broker", "--kafka-port");
    checkPort(settings.controllerPort(), "the broker's controller", "--kafka-port");
    for (Service service : Service.values()) {
      checkPort(service.port(settings.httpPort()), "the " + service.text(), "--http-port");
    }
  }

  private static Precision precision(Settings settings) {
    return settings.precision() != null ? settings.precision() : Precision.fastest();
  }

  private static void checkNotRunning(Home home) {
    ChainNote.read(home)
        .ifPresent(
            note -> {
              if (note.processes().stream().anyMatch(RunningProcess::alive)) {
                throw new LaunchException(
                    note.whole()
                        ? "Clozeline is already up in "
                            + home.root()
                            + ". See it with \"clozeline status\", stop it with \"clozeline down\"."
                        : "A start of Clozeline in "
                            + home.root()
                            + " ended before everything was up, and some of it still runs. Stop it"
                            + " with \"clozeline down\".");
              }
              ChainNote.delete(home);
            });
  }

  private static void checkPackaged(Path project) {
    for (Service service : Service.values()) {
      Path jar = ServiceCommand.jar(project, service);
      if (!Files.exists(jar)) {
        throw new LaunchException(
            "The " + service.text() + " is not built: " + jar + " is missing. Run ./mvnw package.");
      }
    }
  }

  static void checkMemory(long free, long needed) {
    if (free < needed) {
      throw new LaunchException(
          "Clozeline needs about "
              + needed / MEGABYTE
              + " MB of free memory, this machine has "
              + free / MEGABYTE
              + " MB. Stop something, or use a larger machine.");
    }
  }

  private static OptionalLong availableMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException elsewhere) {
      return OptionalLong.empty();
    }
  }

  private static void checkDisk(Path root, long needed, String option) {
    try {
      long free = Files.getFileStore(Files.createDirectories(root)).getUsableSpace();
      if (free < needed) {
        throw new LaunchException(
            "Clozeline needs "
                + needed / MEGABYTE
                + " MB of free disk, "
                + root
                + " has "
                + free / MEGABYTE
                + " MB. Free some, or choose another "
                + option
                + ".");
      }
    } catch (IOException e) {
      throw new LaunchException("Cannot write to " + root + ". Choose another " + option + ".", e);
    }
  }

  static void checkPort(int port, String who, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new LaunchException(
          "Port "
              + port
              + ", which "
              + who
              + " needs, is taken. Stop what listens there, or choose"
              + " another with "
              + option
              + ".",
          taken);
    }
  }
}
