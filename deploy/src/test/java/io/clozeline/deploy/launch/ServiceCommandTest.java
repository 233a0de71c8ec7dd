package io.clozeline.deploy.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceCommandTest {
  @TempDir private Path folder;
  private Settings settings;
  private ServiceCommand commands;

  @BeforeEach
  void packaged() throws IOException {
    for (Service service : Service.values()) {
      for (String jar :
          List.of("quarkus/generated.jar", "app/a.jar", "lib/boot/b", "lib/main/m.jar")) {
        Path file = folder.resolve(service.text() + "-service/target/quarkus-app").resolve(jar);
        Files.createDirectories(file.getParent());
        Files.writeString(file, jar);
      }
    }
    settings = settings(19092, 18081, 4);
    commands = new ServiceCommand(settings, Path.of("/models/m"), Path.of("/libraries"));
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void givesEachServiceABoundedHeapAndItsMark(Service service) {
    // When
    List<String> command = commands.commandLine(service);
    // Then
    assertTrue(command.contains(RunningProcess.mark(service.text())), command.toString());
    assertTrue(command.stream().anyMatch(a -> a.matches("-Xmx\\d+m")), command.toString());
    String classPath = command.get(command.indexOf("-cp") + 1);
    assertTrue(classPath.matches(".*generated.jar.*a.jar.*m.jar"), classPath);
  }

  @Test
  void writesTheArchiveOfClassesOnceAndThenReadsIt() throws IOException {
    // Given
    String writes = option(commands.commandLine(Service.HEADS), "-XX:ArchiveClassesAtExit=");
    // When
    Files.writeString(Path.of(writes), "archive");
    // Then
    String reads = option(commands.commandLine(Service.HEADS), "-XX:SharedArchiveFile=");
    assertEquals(writes, reads);
    assertTrue(ServiceCommand.archived(settings, "heads"));
  }

  @Test
  void archivesAnewWhatWasBuiltAnew() throws IOException {
    // Given
    String before = option(commands.commandLine(Service.HEADS), "-XX:ArchiveClassesAtExit=");
    Files.writeString(Path.of(before), "archive");
    // When
    Files.writeString(
        folder.resolve("heads-service/target/quarkus-app/app/a.jar"), "another, longer");
    String after = option(commands.commandLine(Service.HEADS), "-XX:ArchiveClassesAtExit=");
    // Then
    assertNotEquals(before, after);
    assertFalse(Files.exists(Path.of(before)));
  }

  @Test
  void aSecondInstanceSharesTheArchive() {
    // When
    String first = option(commands.commandLine(Service.ENCODER), "-XX:ArchiveClassesAtExit=");
    String second =
        option(commands.commandLine(Service.ENCODER, "encoder-2"), "-XX:ArchiveClassesAtExit=");
    // Then
    assertEquals(first, second);
  }

  @Test
  void askingForTheArchiveDeletesNothing() throws IOException {
    // Given
    Path earlier = archive("heads-0123456789ab.jsa");
    // When
    boolean archived = ServiceCommand.archived(settings, "heads");
    // Then
    assertFalse(archived);
    assertTrue(Files.exists(earlier));
  }

  @Test
  void deletesNoArchiveOfAnotherName() throws IOException {
    // Given
    Path earlier = archive("encoder-0123456789ab.jsa");
    Path other = archive("encoder-2-0123456789ab.jsa");
    // When
    commands.commandLine(Service.ENCODER);
    // Then
    assertFalse(Files.exists(earlier));
    assertTrue(Files.exists(other));
  }

  @Test
  void makesTheTrainerYieldToTheOthers() {
    List<String> command = commands.commandLine(Service.TRAINER);
    assertEquals(Spawn.onPath("nice"), command.size() > 2 && command.get(2).contains("nice -n 10"));
  }

  @Test
  void tellsAServiceWhereEverythingIs() {
    // When
    var environment = commands.environment(Service.ENCODER);
    // Then
    assertEquals("127.0.0.1:19092", environment.get("KAFKA_BOOTSTRAP_SERVERS"));
    assertEquals("18082", environment.get("QUARKUS_HTTP_PORT"));
    assertEquals("127.0.0.1", environment.get("QUARKUS_HTTP_HOST"));
    assertEquals("/models/m", environment.get("CLOZELINE_MODEL_DIRECTORY"));
    assertEquals("fp32", environment.get("CLOZELINE_ENCODER_PRECISION"));
  }

  @Test
  void aSecuredProcessIsToldWhereItsSecretsAreAndNoMore() {
    // Given
    var secured =
        new Settings(
            settings.project(),
            settings.home(),
            settings.cache(),
            settings.model(),
            settings.precision(),
            4,
            19092,
            18081,
            true);
    // When
    var heads =
        new ServiceCommand(secured, Path.of("/m"), Path.of("/l")).environment(Service.HEADS);
    List<String> broker = ServiceCommand.broker(secured);
    // Then
    Path secrets = secured.home().root().resolve("secure");
    assertEquals(
        secrets.resolve("heads.properties").toUri().toString(),
        heads.get("QUARKUS_CONFIG_LOCATIONS"));
    assertEquals(secrets.resolve("broker.properties").toString(), broker.get(broker.size() - 1));
    assertFalse(commands.environment(Service.HEADS).containsKey("QUARKUS_CONFIG_LOCATIONS"));
  }

  @Test
  void startsTheBrokerOnItsPortsWithItsData() {
    List<String> command = ServiceCommand.broker(settings);
    assertEquals(
        List.of("/home-folder/data/broker", "19092", "19093"),
        command.subList(command.size() - 3, command.size()).stream()
            .map(a -> a.replaceFirst("^.*/home-folder", "/home-folder"))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"19092, 19093, 4", "18084, 18081, 4", "19092, 18081, 0", "0, 18081, 4"})
  void refusesWhatCannotWork(int kafkaPort, int httpPort, int partitions) {
    assertThrows(LaunchException.class, () -> settings(kafkaPort, httpPort, partitions));
  }

  private Path archive(String name) throws IOException {
    Path classes = Files.createDirectories(settings.cache().resolve("classes"));
    return Files.writeString(classes.resolve(name), "archive");
  }

  private static String option(List<String> command, String name) {
    return command.stream()
        .filter(each -> each.startsWith(name))
        .findFirst()
        .orElseThrow()
        .substring(name.length());
  }

  private Settings settings(int kafkaPort, int httpPort, int partitions) {
    return new Settings(
        folder,
        new Home(Path.of(System.getProperty("java.io.tmpdir"), "home-folder")),
        folder.resolve("cache"),
        ModelName.BERT_BASE_UNCASED,
        Precision.FP32,
        partitions,
        kafkaPort,
        httpPort);
  }
}
