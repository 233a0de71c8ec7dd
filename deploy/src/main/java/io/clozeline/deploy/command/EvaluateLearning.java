package io.clozeline.deploy.command;

import io.clozeline.deploy.evaluate.Overrides;
import java.util.List;
import picocli.CommandLine.Option;

/** What a run changes of how its task learns. */
final class EvaluateLearning {
  @Option(names = "--epochs", paramLabel = "N", description = "How often it sees each row.")
  private Integer epochs;

  @Option(names = "--learning-rate", paramLabel = "X", description = "The peak, such as 5e-4.")
  private Double learningRate;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "lora, ia3, bitfit, adapter, prefix, soft-prompt or full, with its own defaults (default:"
              + " as the task says).")
  private String method;

  @Option(names = "--r", paramLabel = "N", description = "The rank of the LoRA factors.")
  private Integer r;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "NAME",
      description = "Which matrices they adapt, such as query,key,value.")
  private List<String> targets;

  Overrides overrides() {
    return new Overrides(method, epochs, learningRate, r, targets, null, null);
  }
}
