package io.clozeline.tokenizer.document;

import io.clozeline.events.Text;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topics;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Finds a document's place, and reads what stands there. */
public final class PlacedDocuments implements Documents {
  private final Places places;
  private final TextTopic texts;
  private final LongSupplier clock;

  /**
   * @param clock milliseconds since the epoch
   */
  public PlacedDocuments(Places places, TextTopic texts, LongSupplier clock) {
    this.places = places;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public Optional<Text> find(String id) {
    return places
        .newest(id, clock.getAsLong())
        .flatMap(texts::at)
        .flatMap(PlacedDocuments::read)
        .filter(text -> text.id().equals(id));
  }

  @Override
  public void forget(String id) {
    places.forget(id, clock.getAsLong());
  }

  /** A text that was refused teaches nothing. */
  private static Optional<Text> read(byte[] value) {
    try {
      return Optional.of(Topics.TEXTS.codec().decode(value));
    } catch (EventException refused) {
      return Optional.empty();
    }
  }
}
