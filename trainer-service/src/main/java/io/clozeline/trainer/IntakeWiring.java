package io.clozeline.trainer;

import io.clozeline.events.stage.ThreadReplacement;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.TopicPartitions;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.intake.ExampleCheck;
import io.clozeline.trainer.intake.IntakeTopology;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** Puts the intake together. It must not inject Kafka Streams, which needs its topology. */
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
      TrainerMetrics metrics,
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    var partitions = new TopicPartitions(Topics.EXAMPLES, clientConfig);
    return IntakeTopology.build(new ExampleCheck(vocabulary, partitions), arrivals, metrics);
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler handler() {
    return new ThreadReplacement();
  }
}
