package io.clozeline.deploy.launch;

import io.clozeline.deploy.secure.Principal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How each process is started: its command line, its environment, its log. */
final class ServiceCommand {
  private static final String BROKER = "broker";
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

  // Where Linux groups processes by session, niceness counts only within the group: that has its
  // own.
  private static final String YIELDING =
      "{ echo %1$d > /proc/self/autogroup; } 2>/dev/null; exec nice -n %1$d \"$@\"";

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
    return Spawn.start(BROKER, broker(settings), Map.of(), settings.home());
  }

  Process start(Service service) throws IOException {
    return Spawn.start(service.text(), commandLine(service), environment(service), settings.home());
  }

  static List<String> broker(Settings settings) {
    List<String> command = java(BROKER, BROKER_HEAP_MEGABYTES);
    command.addAll(QUICK_START);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    List<Path> classPath = ownClassPath();
    // The Java machine archives classes of jars only.
    if (classPath.stream().allMatch(Files::isRegularFile)) {
      command.addAll(archiving(settings, BROKER, classPath));
    }
    command.add("-cp");
    command.add(joined(classPath));
    command.add("io.clozeline.deploy.broker.Broker");
    command.add(settings.home().data(BROKER).toString());
    command.add(Integer.toString(settings.kafkaPort()));
    command.add(Integer.toString(settings.controllerPort()));
    if (settings.secure()) {
      command.add(settings.secrets().file(Principal.BROKER).toString());
    }
    return command;
  }

  /** Whether a process starts as fast as it can: its classes have been archived. */
  static boolean archived(Settings settings, String name) {
    List<Path> classPath =
        name.equals(BROKER)
            ? ownClassPath()
            : classPath(settings.project(), Service.valueOf(name.toUpperCase(Locale.ROOT)));
    return archive(settings, name, classPath).written();
  }

  List<String> commandLine(Service service) {
    return commandLine(service, service.text());
  }

  /** The same for a process of another name. */
  List<String> commandLine(Service service, String name) {
    List<String> command = new ArrayList<>();
    if (service.niceness() > 0 && Spawn.onPath("nice") && Spawn.onPath("sh")) {
      command.addAll(List.of("sh", "-c", YIELDING.formatted(service.niceness()), "sh"));
    }
    command.addAll(java(name, service.heapMegabytes()));
    command.addAll(service.computes() ? LATE_OPTIMIZER : QUICK_START);
    List<Path> classPath = classPath(settings.project(), service);
    command.addAll(archiving(settings, service.text(), classPath));
    command.add("-cp");
    command.add(joined(classPath));
    command.add("io.quarkus.runner.GeneratedMain");
    return command;
  }

  /** The packaged service's jars in the order in which its own launcher looks into them. */
  private static List<Path> classPath(Path project, Service service) {
    Path app = jar(project, service).getParent();
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("quarkus", "app", "lib/boot", "lib/main")) {
      try (var files = Files.newDirectoryStream(app.resolve(folder), "*.jar")) {
        List<Path> sorted = new ArrayList<>();
        files.forEach(sorted::add);
        // What was transformed, in the folder "quarkus", goes before what it was made of.
        sorted.sort(Comparator.reverseOrder());
        jars.addAll(sorted);
      } catch (IOException e) {
        throw new UncheckedIOException("the " + service.text() + " is not built whole", e);
      }
    }
    return jars;
  }

  private static List<Path> ownClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The options of a process that is about to be started: archives of earlier builds go. */
  private static List<String> archiving(Settings settings, String service, List<Path> classPath) {
    ClassArchive archive = archive(settings, service, classPath);
    archive.deleteEarlier();
    return archive.options();
  }

  private static ClassArchive archive(Settings settings, String service, List<Path> classPath) {
    return ClassArchive.of(settings.cache().resolve("classes"), service, classPath);
  }

  Map<String, String> environment(Service service) {
    var environment = new HashMap<String, String>();
    if (settings.secure()) {
      // Secrets by file: an environment can be read from outside.
      Path secrets = settings.secrets().file(Principal.valueOf(service.name()));
      environment.put("QUARKUS_CONFIG_LOCATIONS", secrets.toUri().toString());
    }
    environment.putAll(open(service));
    if (settings.precision() != null) {
      String trained = settings.precision().inTensorFlow().text();
      environment.put("CLOZELINE_ENCODER_PRECISION", settings.precision().text());
      environment.put("CLOZELINE_TRAINER_PRECISION", trained);
    }
    environment.put("CLOZELINE_MODEL_TUNED", settings.home().data("tuned").toString());
    return environment;
  }

  private Map<String, String> open(Service service) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", settings.bootstrap(),
        "QUARKUS_KAFKA_STREAMS_BOOTSTRAP_SERVERS", settings.bootstrap(),
        "QUARKUS_HTTP_HOST", "127.0.0.1",
        "QUARKUS_HTTP_PORT", Integer.toString(service.port(settings.httpPort())),
        "CLOZELINE_MODEL_DIRECTORY", modelDirectory.toString(),
        "CLOZELINE_STATE_DIRECTORY", settings.home().data(service.text()).toString(),
        "TENSORFLOW_LIBRARY_PATH", libraries.toString());
  }

  private static List<String> java(String name, int heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(RunningProcess.mark(name));
    command.add("-Xms32m");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    // Young objects live as long as a batch: more room for them is memory for nothing.
    command.add("-XX:MaxNewSize=24m");
    // A heap that stays near what is alive on it, rather than one that grows because it may.
    command.add("-XX:MinHeapFreeRatio=20");
    command.add("-XX:MaxHeapFreeRatio=40");
    command.add("-XX:+ExitOnOutOfMemoryError");
    // Each thread would keep a native buffer of the largest size that it ever sent or received.
    command.add("-Djdk.nio.maxCachedBufferSize=1048576");
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    return command;
  }
}
