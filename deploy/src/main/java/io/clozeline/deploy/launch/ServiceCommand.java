package io.clozeline.deploy.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How each process is started: its command line, its environment, its log. */
final class ServiceCommand {
  private static final int BROKER_HEAP_MEGABYTES = 512;

  // Half the processor time until ready; what runs per text is native code or little.
  private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  // Nearly as quick, and the best compiler still comes for what runs per text: ten times later.
  private static final List<String> LATE_OPTIMIZER =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private final Settings settings;
  private final Path modelDirectory;
  private final Path libraries;

  ServiceCommand(Settings settings, Path modelDirectory, Path libraries) {
    this.settings = settings;
    this.modelDirectory = modelDirectory;
    this.libraries = libraries;
  }

  static Path jar(Path project, Service service) {
    return project.resolve(service.text() + "-service/target/quarkus-app/quarkus-run.jar");
  }

  /** Starts the broker from this program's own class path. */
  static Process startBroker(Settings settings) throws IOException {
    List<String> command = java("broker", BROKER_HEAP_MEGABYTES);
    command.addAll(QUICK_START);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.clozeline.deploy.broker.Broker");
    command.add(settings.home().data("broker").toString());
    command.add(Integer.toString(settings.kafkaPort()));
    command.add(Integer.toString(settings.controllerPort()));
    return start("broker", command, Map.of(), settings.home());
  }

  Process start(Service service) throws IOException {
    List<String> command = new ArrayList<>();
    if (service == Service.TRAINER && onPath("nice")) {
      command.addAll(List.of("nice", "-n", "10"));
    }
    command.addAll(java(service.text(), service.heapMegabytes()));
    command.addAll(service.computes() ? LATE_OPTIMIZER : QUICK_START);
    command.add("-jar");
    command.add(jar(settings.project(), service).toString());
    return start(service.text(), command, environment(service), settings.home());
  }

  private Map<String, String> environment(Service service) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", settings.bootstrap(),
        "QUARKUS_KAFKA_STREAMS_BOOTSTRAP_SERVERS", settings.bootstrap(),
        "QUARKUS_HTTP_HOST", "127.0.0.1",
        "QUARKUS_HTTP_PORT", Integer.toString(service.port(settings.httpPort())),
        "CLOZELINE_MODEL_DIRECTORY", modelDirectory.toString(),
        "CLOZELINE_STATE_DIRECTORY", settings.home().data(service.text()).toString(),
        "CLOZELINE_ENCODER_PRECISION",
            settings.precision().name().toLowerCase(java.util.Locale.ROOT),
        "CLOZELINE_TRAINER_PRECISION",
            settings.precision().name().toLowerCase(java.util.Locale.ROOT),
        "TENSORFLOW_LIBRARY_PATH", libraries.toString());
  }

  private static Process start(
      String name, List<String> command, Map<String, String> environment, Home home)
      throws IOException {
    // A session of its own: closing the terminal does not end it, and Ctrl-C reaches only the
    // launcher, which stops all in order.
    if (onPath("setsid")) {
      command.add(0, "setsid");
    }
    Files.createDirectories(home.data(name));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
    return builder.start();
  }

  private static List<String> java(String name, int heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(RunningProcess.mark(name));
    command.add("-Xms32m");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    return command;
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  private static boolean onPath(String program) {
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
}
