package io.clozeline.deploy.launch;

import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.ModelName;
import java.nio.file.Path;

/**
 * How a local Clozeline is to run.
 *
 * @param project the folder of the project, where the packaged services are
 * @param cache where weights and native libraries are unpacked once
 * @param partitions of the main line's topics, when they are created
 * @param kafkaPort the broker's; its controller takes the next one
 * @param httpPort the tokenizer's; the other services take the next ones
 */
public record Settings(
    Path project,
    Home home,
    Path cache,
    ModelName model,
    Precision precision,
    int partitions,
    int kafkaPort,
    int httpPort) {

  public String bootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  public int controllerPort() {
    return kafkaPort + 1;
  }
}
