package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.setup.Progress;
import java.util.Arrays;
import java.util.List;

/** The model alone, in this process: the same batches as the service, no Kafka. */
final class BareEncoder implements AutoCloseable {
  /**
   * One measurement.
   *
   * @param paddingShare computed tokens that were padding
   */
  record Measurement(
      int sequences, long tokens, double seconds, double paddingShare, double tokensPerSecond) {}

  private final Encoder encoder;
  private final EncoderInfo info;

  BareEncoder(ModelDirectory model, EncoderInfo info) {
    this.info = info;
    this.encoder = info.engine().open(model, info.precision(), info.threads());
    encoder.warmUp(Progress.SILENT);
  }

  Measurement measure(List<EncoderInput> inputs) {
    long tokens = 0;
    long padded = 0;
    long started = System.nanoTime();
    for (int from = 0; from < inputs.size(); from += info.pollRecords()) {
      var polled = inputs.subList(from, Math.min(inputs.size(), from + info.pollRecords()));
      int[] lengths = polled.stream().mapToInt(i -> i.sequence().length()).toArray();
      for (int[] batch : BatchPlan.of(lengths, info.budget())) {
        encoder.encode(Arrays.stream(batch).mapToObj(polled::get).toList());
        int[] batchLengths = Arrays.stream(batch).map(i -> lengths[i]).toArray();
        tokens += Arrays.stream(batchLengths).sum();
        padded += encoder.computed(batchLengths);
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Measurement(
        inputs.size(), tokens, seconds, 1 - (double) tokens / padded, tokens / seconds);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
