package io.clozeline.deploy.launch;

import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.deploy.secure.Secrets;
import java.nio.file.Path;

/**
 * How a local Clozeline is to run.
 *
 * @param project the folder of the project, where the packaged services are
 * @param cache where weights and native libraries are unpacked once
 * @param precision of the model; null where each service takes what is fastest here
 * @param partitions of the main line's topics, when they are created
 * @param kafkaPort the broker's; its controller takes the next one
 * @param httpPort the tokenizer's; the other services take the next ones
 * @param secure whether everybody has to show who they are, and may do only what they need
 */
public record Settings(
    Path project,
    Home home,
    Path cache,
    ModelName model,
    Precision precision,
    int partitions,
    int kafkaPort,
    int httpPort,
    boolean secure) {
  private static final int LAST_PORT = 65_535;

  public Settings {
    int services = Service.values().length;
    require(partitions >= 1 && partitions <= 256, "--partitions goes from 1 to 256");
    require(kafkaPort >= 1 && kafkaPort < LAST_PORT, "--kafka-port goes from 1 to 65534");
    require(
        httpPort >= 1 && httpPort <= LAST_PORT - services + 1, "--http-port goes from 1 to 65532");
    require(
        kafkaPort + 1 < httpPort || kafkaPort >= httpPort + services,
        "--kafka-port takes two ports and --http-port four; they overlap");
  }

  /** Open to everybody on this machine. */
  public Settings(
      Path project,
      Home home,
      Path cache,
      ModelName model,
      Precision precision,
      int partitions,
      int kafkaPort,
      int httpPort) {
    this(project, home, cache, model, precision, partitions, kafkaPort, httpPort, false);
  }

  /** The secrets of this home; nothing is there before a secured start. */
  Secrets secrets() {
    return new Secrets(home.root().resolve("secure"));
  }

  public String bootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  public int controllerPort() {
    return kafkaPort + 1;
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new LaunchException(otherwise + ".");
    }
  }
}
