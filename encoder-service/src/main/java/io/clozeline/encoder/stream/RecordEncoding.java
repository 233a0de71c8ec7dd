package io.clozeline.encoder.stream;

import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.Outcome;
import io.clozeline.encoder.pass.Request;
import io.clozeline.events.EncodedText;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records of {@code tokens} into records of {@code encodings} or of the dead letters: one out
 * for each in, in order.
 */
final class RecordEncoding {
  private static final Logger LOG = LoggerFactory.getLogger(RecordEncoding.class);
  private static final String STAGE = "encoder";

  /**
   * A record, and the request in it or the reason why there is none.
   *
   * @param tokens that it costs the encoder, at most
   */
  record Decoded(
      ConsumerRecord<byte[], byte[]> record, int tokens, Request request, Outcome.Failed failure) {}

  private final EncodingPass pass;
  private final LiveAdapters adapters;
  private final StageListener listener;

  RecordEncoding(EncodingPass pass, LiveAdapters adapters, StageListener listener) {
    this.pass = pass;
    this.adapters = adapters;
    this.listener = listener;
  }

  Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      var text = Topics.TOKENS.codec().decode(record.value());
      if (!Arrays.equals(Topic.key(text.id()), record.key())) {
        throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not the document's id");
      }
      Request request = request(text, record.timestamp());
      return new Decoded(record, pass.tokens(request), request, null);
    } catch (EventException e) {
      return new Decoded(record, 1, null, new Outcome.Failed(e.code(), e.getMessage()));
    }
  }

  private Request request(TokenizedText text, long at) {
    return new Request(
        text,
        at,
        adapters.of(text.task()),
        adapters.challenger(text.task(), text.id()).orElse(null));
  }

  List<ProducerRecord<byte[], byte[]>> encode(List<Decoded> records) {
    long started = System.nanoTime();
    Iterator<Outcome> outcomes =
        pass.encode(
                records.stream().filter(d -> d.request() != null).map(Decoded::request).toList())
            .iterator();
    List<ProducerRecord<byte[], byte[]>> out = new ArrayList<>(records.size());
    for (Decoded decoded : records) {
      out.add(out(decoded, decoded.request() == null ? decoded.failure() : outcomes.next()));
    }
    long each = (System.nanoTime() - started) / records.size();
    out.stream()
        .filter(record -> record.topic().equals(Topics.ENCODINGS.name()))
        .forEach(record -> listener.done(each));
    return out;
  }

  private ProducerRecord<byte[], byte[]> out(Decoded decoded, Outcome outcome) {
    var in = decoded.record();
    if (outcome instanceof Outcome.Failed failed) {
      return deadLetter(in, failed);
    }
    EncodedText text = ((Outcome.Encoded) outcome).text();
    try {
      byte[] value = fitting(text);
      return new ProducerRecord<>(Topics.ENCODINGS.name(), null, timestamp(in), in.key(), value);
    } catch (EventException tooLarge) {
      return deadLetter(in, new Outcome.Failed(tooLarge.code(), tooLarge.getMessage()));
    }
  }

  /** Where both do not fit into a record, the challenger has to stay behind. */
  private static byte[] fitting(EncodedText text) {
    try {
      return Topics.ENCODINGS.fitting(text.id(), text);
    } catch (EventException tooLarge) {
      if (text.shadow() == null) {
        throw tooLarge;
      }
      return Topics.ENCODINGS.fitting(text.id(), text.with(null));
    }
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> in, Outcome.Failed failed) {
    var origin = new Origin(in.topic(), in.partition(), in.offset());
    int attempt = 1 + DeadLetter.failuresBefore(in.headers());
    var letter =
        new DeadLetter(in.key(), in.value(), failed.code(), STAGE, failed.cause(), origin, attempt);
    LOG.warn(
        "A record became a dead letter: errorCode={} origin={} cause={}",
        letter.code().text(),
        letter.origin(),
        letter.cause());
    listener.deadLetter(letter.code());
    return new ProducerRecord<>(
        Topics.TOKENS.deadLetters(),
        null,
        timestamp(in),
        letter.key(),
        letter.value(),
        letter.headers());
  }

  /** A record of a topic without timestamps says -1, which no producer takes. */
  private static Long timestamp(ConsumerRecord<byte[], byte[]> in) {
    return in.timestamp() < 0 ? null : in.timestamp();
  }
}
