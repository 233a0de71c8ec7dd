package io.clozeline.heads.service;

import io.clozeline.events.Annotation;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.stage.ThreadReplacement;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.calibration.Priors;
import io.clozeline.heads.kind.Answerers;
import io.clozeline.heads.stream.HeadsLogic;
import io.clozeline.heads.stream.HeadsTopology;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** What Kafka Streams is started with. */
@Singleton
public final class HeadsStream {
  @Produces
  @Singleton
  Topology topology(BaseModel model, HeadsTables tables, HeadsMetrics metrics) {
    return HeadsTopology.build(priors -> logic(model, tables, priors), metrics);
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler replaceThread() {
    return new ThreadReplacement();
  }

  private static StageLogic<Annotation> logic(BaseModel model, HeadsTables tables, Priors priors) {
    var answerers = Answerers.of(model.lm(), model.vocabulary(), priors);
    return new HeadsLogic(
        model.info(),
        tables.tasks()::find,
        tables.adapters()::find,
        new Annotator(answerers, InstantSource.system()));
  }
}
