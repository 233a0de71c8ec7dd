package io.clozeline.trainer;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.TunedModels;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.trainer.engine.AdapterEngine;
import io.clozeline.trainer.engine.Engine;
import io.clozeline.trainer.engine.TunedEngine;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.intake.StreamsMemory;
import io.clozeline.trainer.pet.PatternExploiting;
import io.clozeline.trainer.plan.Pace;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.policy.Policy;
import io.clozeline.trainer.prequential.Figures;
import io.clozeline.trainer.prequential.StreamsFigures;
import io.clozeline.trainer.publish.AdapterShelf;
import io.clozeline.trainer.publish.AdapterSource;
import io.clozeline.trainer.publish.PublishedAdapters;
import io.clozeline.trainer.publish.TransactionalPublication;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.run.Challenge;
import io.clozeline.trainer.run.Curriculum;
import io.clozeline.trainer.run.Deference;
import io.clozeline.trainer.run.Outlook;
import io.clozeline.trainer.run.Probation;
import io.clozeline.trainer.run.Publication;
import io.clozeline.trainer.run.Run;
import io.clozeline.trainer.run.Shadowing;
import io.clozeline.trainer.run.Standings;
import io.clozeline.trainer.run.TrainingLoop;
import io.clozeline.trainer.unlabelled.Reservoir;
import io.clozeline.trainer.unlabelled.TextFollower;
import io.quarkus.arc.DefaultBean;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the training together. */
class TrainingWiring {
  private static final Duration COUNT_PAUSE = Duration.ofSeconds(1);

  @Produces
  @Singleton
  Catalogue catalogue(
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
      Vocabulary vocabulary,
      TextFollower texts,
      TrainerMetrics metrics) {
    return new Tables(clientConfig, vocabulary, texts::defined, metrics::live);
  }

  @Produces
  @Singleton
  Reservoir reservoir(Vocabulary vocabulary, TrainerMetrics metrics) {
    return new Reservoir(vocabulary, metrics::skipped);
  }

  @Produces
  @Singleton
  TextFollower texts(
      Reservoir reservoir,
      TrainerConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    return new TextFollower(reservoir, clientConfig, config.unlabelledLookBack());
  }

  void close(@Disposes TextFollower texts) {
    texts.close();
  }

  void close(@Disposes Catalogue catalogue) {
    if (catalogue instanceof Tables tables) {
      tables.close();
    }
  }

  @Produces
  @Singleton
  ExampleMemory memory(KafkaStreams streams) {
    return new StreamsMemory(streams);
  }

  @Produces
  @Singleton
  Standings standings(
      TrainerConfig config, Arrivals arrivals, Reservoir reservoir, Figures figures) {
    var policy = new Policy(config.quietPeriod(), config.longestWait());
    return new Standings(policy, arrivals, reservoir, figures, Clock.systemUTC());
  }

  @Produces
  @Singleton
  @DefaultBean
  Engine engine(
      TrainerConfig config,
      ModelConfig model,
      AdapterShelf adapters,
      @ConfigProperty(name = "tensorflow.library.path") Optional<Path> libraries) {
    NativeSetup.use(
        libraries.orElseThrow(
            () ->
                new IllegalStateException(
                    "TENSORFLOW_LIBRARY_PATH is not set. Set it to the folder of TensorFlow's"
                        + " libraries that \"clozeline up\" has prepared.")));
    int threads = config.threads().orElse(Runtime.getRuntime().availableProcessors());
    ModelDirectory base = ModelDirectory.open(model.directory());
    Precision precision = config.precision().orElseGet(Precision::fastest);
    if (precision != precision.inTensorFlow()) {
      throw new IllegalStateException(
          "Adapters are not trained in "
              + precision.text()
              + ". Set clozeline.trainer.precision to fp32 or bf16, or leave it out.");
    }
    TunedEngine tuned =
        model
            .tuned()
            .map(TunedModels::new)
            .map(models -> new TunedEngine(base, models, precision, threads, adapters::models))
            .orElse(null);
    return new AdapterEngine(base, precision, threads, tuned);
  }

  @Produces
  @Singleton
  AdapterShelf adapters(
      TrainerConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    return AdapterShelf.follow(
        clientConfig, config.adaptersKept(), config.adaptersGrace(), InstantSource.system());
  }

  void close(@Disposes AdapterShelf adapters) {
    adapters.close();
  }

  @Produces
  @Singleton
  Publication publication(
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
      Catalogue catalogue,
      AdapterShelf adapters) {
    return new TransactionalPublication(clientConfig, catalogue, adapters);
  }

  @Produces
  @Singleton
  AdapterSource published(@Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    return new PublishedAdapters(clientConfig);
  }

  @Produces
  @Singleton
  Figures figures(KafkaStreams streams) {
    return new StreamsFigures(streams);
  }

  @Produces
  @Singleton
  WaitingTexts waitingTexts(@Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    return new WaitingTexts(clientConfig);
  }

  void close(@Disposes WaitingTexts waiting) {
    waiting.close();
  }

  @Produces
  @Singleton
  Outlook outlook(ExampleMemory memory, Arrivals arrivals, TrainerMetrics metrics) {
    return new Outlook(memory, arrivals, metrics, COUNT_PAUSE, System::nanoTime);
  }

  @Produces
  @Singleton
  TrainingLoop loop(
      TrainerConfig config,
      Catalogue catalogue,
      ExampleMemory memory,
      Outlook outlook,
      Standings standings,
      Engine engine,
      Reservoir reservoir,
      Vocabulary vocabulary,
      AdapterSource published,
      Figures figures,
      Publication publication,
      WaitingTexts waiting,
      TrainerMetrics metrics) {
    var deference = new Deference(waiting, config.standBackAfter());
    var planner = new Planner(Pace.MEASURED);
    var exploiting = new PatternExploiting(engine, planner);
    var curriculum = new Curriculum(exploiting, reservoir, vocabulary.maxPositions());
    var challenge = new Challenge(engine, published, Gate.MEASURED);
    var run =
        new Run(
            engine,
            planner,
            curriculum,
            challenge,
            memory,
            publication,
            deference,
            metrics,
            Clock.systemUTC());
    var probation =
        new Probation(figures, memory, curriculum, challenge, publication, Clock.systemUTC());
    var shadowing = new Shadowing(figures, Gate.MEASURED, publication, Clock.systemUTC());
    return new TrainingLoop(
        catalogue,
        memory,
        outlook,
        standings,
        engine,
        run,
        probation,
        shadowing,
        config.keepOpen());
  }
}
