package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.setup.Progress;
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
    long computed = 0;
    double seconds = 0;
    for (int from = 0; from < inputs.size(); from += info.pollRecords()) {
      var polled = inputs.subList(from, Math.min(inputs.size(), from + info.pollRecords()));
      var pass = new EncoderPass(polled, info.budget());
      seconds += pass.seconds(encoder, null);
      tokens += pass.tokens();
      computed += pass.computed(encoder);
    }
    return new Measurement(
        inputs.size(), tokens, seconds, 1 - (double) tokens / computed, tokens / seconds);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
