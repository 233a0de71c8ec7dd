package io.clozeline.deploy.command;

import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.LaunchException;
import io.clozeline.deploy.launch.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a local Clozeline is started. */
final class LaunchOptions {
  @Mixin private HomeOptions home;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "bert-base-uncased",
      description =
          "bert-base-uncased, bert-base-cased or bert-base-multilingual-cased (default:"
              + " ${DEFAULT-VALUE}); the last two need their weights jar on the class path.")
  private String model;

  @Option(
      names = "--precision",
      description =
          "bf16: half the memory, and fast where the processor has instructions for it; fp32: the"
              + " reference; fp16: as exact, with weights of half the size; int8: the fastest,"
              + " for which a few labels in a thousand are others; adapters are"
              + " trained in fp32 or bf16 in any case (default: bf16 where the processor has"
              + " instructions for it, else fp16).")
  private Precision precision;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      description = "Partitions of the topics, when they are created (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--kafka-port",
      defaultValue = "19092",
      description =
          "The broker's port; the next one is its controller's (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      defaultValue = "18081",
      description = "The first of the four services' ports (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      description =
          "Keeps unpacked weights and native libraries (default: $CLOZELINE_CACHE, else"
              + " ~/.cache/clozeline).")
  private Path cache;

  @Option(
      names = "--secure",
      description =
          "Everybody has to show who they are, and may do only what they need: TLS, a password for"
              + " each service at the broker, a token at each endpoint. See ACCESS.md.")
  private boolean secure;

  HomeOptions home() {
    return home;
  }

  /** Nobody shall believe that a chain is secured which is not. */
  void requireAsSecureAs(ChainNote running) {
    if (secure && running.access() == null) {
      throw new LaunchException(
          "Clozeline is up already, and not secured. Stop it with \"clozeline down\" first.");
    }
  }

  Settings settings() {
    return new Settings(
        HomeOptions.project(),
        home.home(),
        cache != null ? cache : Cache.standard().root(),
        ModelName.of(model),
        precision,
        partitions,
        kafkaPort,
        httpPort,
        secure);
  }
}
