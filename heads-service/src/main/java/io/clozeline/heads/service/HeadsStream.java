package io.clozeline.heads.service;

import io.clozeline.events.Annotation;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.stage.ThreadReplacement;
import io.clozeline.events.topic.TopicPartitions;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.calibration.Priors;
import io.clozeline.heads.kind.Answerers;
import io.clozeline.heads.review.Reviewer;
import io.clozeline.heads.stream.HeadsLogic;
import io.clozeline.heads.stream.HeadsTopology;
import io.clozeline.heads.stream.Reviewing;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** What Kafka Streams is started with. */
@Singleton
public final class HeadsStream {
  @Produces
  @Singleton
  Topology topology(
      BaseModel model,
      HeadsTables tables,
      HeadsMetrics metrics,
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    var partitions = new TopicPartitions(Topics.ENCODINGS, clientConfig);
    return HeadsTopology.build(
        (priors, reviewer) -> logic(model, tables, priors, reviewer, metrics),
        new Reviewing(partitions, InstantSource.system(), metrics),
        metrics);
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler replaceThread() {
    return new ThreadReplacement();
  }

  private static StageLogic<Annotation> logic(
      BaseModel model, HeadsTables tables, Priors priors, Reviewer reviewer, HeadsMetrics metrics) {
    var answerers = Answerers.of(model.lm(), model.vocabulary(), priors);
    return new HeadsLogic(
        model.info(),
        tables.tasks()::find,
        tables.adapters()::find,
        new Annotator(answerers, InstantSource.system()),
        reviewer,
        metrics);
  }
}
