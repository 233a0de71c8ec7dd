package io.clozeline.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.encoder.TunedEncoders;
import io.clozeline.bert.engine.Engine;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.TunedModels;
import io.clozeline.bert.tensorflow.TensorFlowEncoder;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.demonstration.Demonstrating;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.Repeats;
import io.clozeline.encoder.stream.EncoderStream;
import io.clozeline.events.task.Vocabulary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service step by step in the background, so that health answers from the first moment,
 * and stops it in reverse.
 */
@ApplicationScoped
public class EncoderService {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderService.class);

  private static final long MEGABYTE = 1 << 20;

  /** Tokens of what is encoded to try an adapter. */
  private static final int REHEARSED = 8;

  private final EncoderConfig config;
  private final EncoderMetrics metrics;
  private final MeterRegistry registry;
  private final Map<String, Object> kafka;
  private final LiveAdapters adapters;
  private volatile TunedEncoders encoder;
  private volatile Refusals refusals;
  private volatile EncoderTables tables;
  private volatile EncoderStream stream;
  private volatile boolean warm;
  private volatile boolean failed;
  private volatile boolean stopping;

  EncoderService(
      EncoderConfig config,
      EncoderMetrics metrics,
      MeterRegistry registry,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.config = config;
    this.metrics = metrics;
    this.registry = registry;
    this.kafka = kafka;
    this.adapters = new LiveAdapters(this::live);
  }

  void start(@Observes StartupEvent event) {
    var starter = new Thread(this::startUp, "encoder-start");
    starter.setDaemon(true);
    starter.start();
  }

  void stop(@Observes ShutdownEvent event) throws Exception {
    stopping = true;
    for (AutoCloseable part : new AutoCloseable[] {stream, tables, refusals, encoder}) {
      if (part != null) {
        part.close();
      }
    }
  }

  boolean warm() {
    return warm;
  }

  boolean caughtUp() {
    return tables != null && tables.caughtUp();
  }

  /** Whether a table is no longer followed, so that it does not hear of new adapters. */
  boolean stale() {
    return tables != null && tables.failed();
  }

  boolean running() {
    return stream != null && stream.running();
  }

  boolean failed() {
    return failed;
  }

  /** Native threads of one batch. */
  int threads() {
    int set = config.encoder().threads();
    return set > 0 ? set : Runtime.getRuntime().availableProcessors();
  }

  Precision precision() {
    return config
        .encoder()
        .precision()
        .orElseGet(
            () ->
                config
                    .encoder()
                    .engine()
                    .map(Engine::precision)
                    .orElseGet(Engine::fastestPrecision));
  }

  Engine engine() {
    return config.encoder().engine().orElseGet(() -> Engine.fastest(precision()));
  }

  LiveAdapters adapters() {
    return adapters;
  }

  /** The loaded model, null until it is loaded. */
  ModelInfo model() {
    return encoder == null ? null : encoder.model();
  }

  private void startUp() {
    try {
      ModelDirectory directory = ModelDirectory.open(config.model().directory());
      refusals = new Refusals(metrics, kafka);
      tables =
          new EncoderTables(
              directory.info(),
              Vocabulary.open(directory.path()),
              adapters,
              this::rehearse,
              kafka,
              refusals);
      loadModel(directory);
      while (!tables.caughtUp() && !stopping) {
        Thread.sleep(20);
      }
      rehearseLive();
      if (!stopping) {
        startStream();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error fault) {
      fatal(fault);
    }
  }

  private void loadModel(ModelDirectory directory) {
    config.tensorflow().libraries().ifPresent(NativeSetup::use);
    long started = System.nanoTime();
    Precision precision = precision();
    encoder =
        new TunedEncoders(
            engine().open(directory, precision, threads()),
            method ->
                TensorFlowEncoder.open(
                    tuned(method, directory), precision.inTensorFlow(), threads()));
    encoder.warmUp((step, fraction) -> LOG.debug("Warming up: step={}", step));
    // The file of the weights stays mapped, and in memory, until what it was read through is gone.
    System.gc();
    warm = true;
    LOG.info(
        "Model loaded and warm: model={} engine={} precision={} milliseconds={}",
        directory.info().name(),
        engine(),
        precision,
        (System.nanoTime() - started) / 1_000_000);
  }

  private ModelDirectory tuned(Full method, ModelDirectory base) {
    Path folder =
        config
            .model()
            .tuned()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "a fully tuned model needs a folder that trainer and encoders share: set"
                            + " clozeline.model.tuned for all of them"));
    return new TunedModels(folder).open(method, base.info());
  }

  /** Models that serve no task any more are closed. */
  private void live(String task, String digest) {
    metrics.live(task, digest);
    TunedEncoders loaded = encoder;
    if (loaded != null && !loaded.models().isEmpty()) {
      loaded.retain(
          adapters.all().stream()
              .map(Adapter::method)
              .filter(Full.class::isInstance)
              .map(method -> ((Full) method).model())
              .toList());
    }
  }

  /** What was live before this start must not wait for its first text either. */
  private void rehearseLive() {
    for (Adapter adapter : adapters.all()) {
      try {
        rehearse(adapter);
      } catch (RuntimeException failed) {
        LOG.error(
            "The live adapter cannot compute, its texts become dead letters: task={} digest={}",
            adapter.config().task(),
            adapter.digest(),
            failed);
      }
    }
  }

  /**
   * The graph of methods other than LoRA is prepared by its first batch, and a tuned model is
   * opened by it, which takes seconds: not by the first text under such an adapter.
   */
  private void rehearse(Adapter adapter) {
    TunedEncoders loaded = encoder;
    if (loaded != null && !stopping && !(adapter.method() instanceof Lora)) {
      var sequence = new Sequence(new int[REHEARSED], new int[REHEARSED], new int[1]);
      loaded.encode(List.of(new EncoderInput(sequence, adapter)));
    }
  }

  private void startStream() {
    var settings = config.encoder();
    var pass =
        new EncodingPass(
            encoder,
            new TokenBudget(settings.batchTokens(), settings.batchSequences()),
            new Demonstrating(tables.pools(), encoder.model().maxPositions()),
            Repeats.within(MEGABYTE * settings.repeatsMegabytes()),
            metrics,
            System::currentTimeMillis);
    stream =
        new EncoderStream(
            new EncoderStream.Settings(
                settings.instance(), settings.pollRecords(), settings.transactionTokens()),
            kafka,
            pass,
            adapters,
            metrics,
            this::fatal);
    metrics.follow(stream.consumer());
    new KafkaClientMetrics(stream.consumer()).bindTo(registry);
    stream.start();
  }

  private void fatal(Throwable fault) {
    if (stopping) {
      return;
    }
    failed = true;
    LOG.error("The encoder cannot go on, the process ends", fault);
    Quarkus.asyncExit(1);
  }
}
