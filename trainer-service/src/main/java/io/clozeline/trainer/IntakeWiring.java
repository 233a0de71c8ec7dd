package io.clozeline.trainer;

import io.clozeline.events.stage.ThreadReplacement;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.TopicPartitions;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.intake.ExampleCheck;
import io.clozeline.trainer.intake.IntakeTopology;
import io.clozeline.trainer.prequential.PrequentialTopology;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.trial.TrialTopology;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * Puts the topology together: the intake and the tests of answers. It must not inject Kafka
 * Streams, which needs its topology.
 */
class IntakeWiring {
  @Produces
  @Singleton
  Vocabulary vocabulary(ModelConfig model) {
    return Vocabulary.open(model.directory());
  }

  @Produces
  @Singleton
  Arrivals arrivals() {
    return new Arrivals(System::nanoTime);
  }

  @Produces
  @Singleton
  Topology topology(
      Vocabulary vocabulary,
      Arrivals arrivals,
      TrainerConfig config,
      Catalogue catalogue,
      TrainerMetrics metrics,
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    var partitions = new TopicPartitions(Topics.EXAMPLES, clientConfig);
    var check = new ExampleCheck(vocabulary, partitions);
    Topology topology = IntakeTopology.build(check, arrivals, metrics);
    TrialTopology.add(topology, config.rememberAnswers(), task -> task(catalogue, task), metrics);
    return PrequentialTopology.add(topology, metrics, metrics);
  }

  /** Null for a task that is not defined; waits for the tasks to be known after a start. */
  private static Task task(Catalogue catalogue, String name) {
    Task known = catalogue.tasks().get(name);
    if (known != null || catalogue.complete()) {
      return known;
    }
    if (!catalogue.awaitCurrent()) {
      throw new KafkaException("the tasks cannot be read yet");
    }
    return catalogue.tasks().get(name);
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler handler() {
    return new ThreadReplacement();
  }
}
