package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import java.util.Arrays;
import java.util.List;

/** Sequences once through an encoder in this process, in batches like the service's. */
record EncoderPass(List<EncoderInput> inputs, TokenBudget budget) {

  /** Sequences that the chain's tokenizer makes of real texts; the chain is idle after. */
  static List<EncoderInput> tokenized(
      ChainNote chain, Console console, String task, List<String> texts, int count) {
    try (var client = ChainClient.connect(chain.kafka());
        var capture = new TokenCapture(chain.kafka())) {
      new PipelineLoad(client, task, texts)
          .saturate(count, n -> console.progress("tokenizing", (double) n / count));
      return capture.take(task, count);
    }
  }

  /**
   * Encodes all.
   *
   * @param into the vectors of each, where not null
   * @return the seconds that it took
   */
  double seconds(Encoder encoder, float[][][] into) {
    long started = System.nanoTime();
    for (int[] batch : BatchPlan.of(lengths(), budget)) {
      float[][][] encoded = encoder.encode(Arrays.stream(batch).mapToObj(inputs::get).toList());
      for (int i = 0; i < batch.length && into != null; i++) {
        into[batch[i]] = encoded[i];
      }
    }
    return (System.nanoTime() - started) / 1e9;
  }

  /** How long one batch takes, in milliseconds. */
  static double millis(Encoder encoder, List<EncoderInput> batch) {
    long started = System.nanoTime();
    encoder.encode(batch);
    return (System.nanoTime() - started) / 1e6;
  }

  /** Tokens of all, padding not counted. */
  int tokens() {
    return Arrays.stream(lengths()).sum();
  }

  /** Tokens that are computed, padding included. */
  long computed(Encoder encoder) {
    int[] lengths = lengths();
    long computed = 0;
    for (int[] batch : BatchPlan.of(lengths, budget)) {
      computed += encoder.computed(Arrays.stream(batch).map(i -> lengths[i]).toArray());
    }
    return computed;
  }

  /** Computed tokens that are padding. */
  double paddingShare(Encoder encoder) {
    return 1 - (double) tokens() / computed(encoder);
  }

  private int[] lengths() {
    return inputs.stream().mapToInt(input -> input.sequence().length()).toArray();
  }
}
