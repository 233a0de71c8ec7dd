package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Service;
import java.io.IOException;
import java.nio.file.Path;
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

  private BareEncoder(ModelDirectory model, EncoderInfo info) {
    this.info = info;
    this.encoder = info.engine().open(model, info.precision(), info.threads());
    encoder.warmUp(Progress.SILENT);
  }

  /** Opens the model as the chain's encoder has opened it. */
  static BareEncoder open(ChainNote chain, Console console) throws IOException {
    int port = chain.process(Service.ENCODER.text()).orElseThrow().port();
    return new BareEncoder(model(chain, console), EncoderInfo.of(port, chain.token()));
  }

  /** The chain's model, with native libraries that compute it in this process. */
  static ModelDirectory model(ChainNote chain, Console console) throws IOException {
    NativeSetup.use(NativeSetup.prepare(Cache.standard(), console::progress));
    return ModelDirectory.open(Path.of(chain.modelDirectory()));
  }

  Encoder encoder() {
    return encoder;
  }

  /** All of them once, in batches like the service's. */
  EncoderPass pass(List<EncoderInput> inputs) {
    return new EncoderPass(inputs, info.budget());
  }

  Measurement measure(List<EncoderInput> inputs) {
    long tokens = 0;
    long computed = 0;
    double seconds = 0;
    for (int from = 0; from < inputs.size(); from += info.pollRecords()) {
      var polled = inputs.subList(from, Math.min(inputs.size(), from + info.pollRecords()));
      var pass = pass(polled);
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
