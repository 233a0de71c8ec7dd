package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** The figures' store, read from outside its thread. */
public final class StreamsFigures implements Figures {
  private final KafkaStreams streams;

  public StreamsFigures(KafkaStreams streams) {
    this.streams = Objects.requireNonNull(streams);
  }

  @Override
  public Optional<Evaluation.Prequential> of(String task, String adapterOrNull) {
    return kept(task).map(figures -> figures.figures(adapterOrNull));
  }

  @Override
  public Optional<Instant> alarmed(String task) {
    return kept(task).map(Prequential::alarmed);
  }

  @Override
  public List<Pair> pairs(String task, String championOrNull, String challenger) {
    return kept(task).map(it -> it.pairs(championOrNull, challenger)).orElse(List.of());
  }

  private Optional<Prequential> kept(String task) {
    try {
      var store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  PrequentialTopology.STORE,
                  QueryableStoreTypes.<String, Prequential>keyValueStore()));
      return Optional.ofNullable(store.get(task));
    } catch (InvalidStateStoreException notOpen) {
      return Optional.empty(); // asked again soon
    }
  }
}
