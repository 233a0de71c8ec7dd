package io.clozeline.encoder.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.encoder.HeardOutcomes;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.fuzz.LogLines;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Hostile records between two good ones: each has its outcome, and the good ones theirs. */
class RecordEncodingFuzzTest {
  private static final int POISON = 666;
  private static final byte[] GOOD = bytes("good", sequence(1, 2, 3), sequence(4, 5));

  private final HeardOutcomes heard = new HeardOutcomes();
  private final RecordEncoding encoding =
      new RecordEncoding(
          new EncodingPass(
              new FakeEncoder(input -> input.sequence().inputIds()[0] == POISON),
              new TokenBudget(64, 4),
              (sequences, tokens, padded, nanos) -> {},
              () -> 3),
          new LiveAdapters((task, digest) -> {}),
          heard);

  @Test
  void tokens() {
    var near =
        HostileRecords.cbor(
            List.of(
                GOOD,
                bytes("good", sequence(POISON, 1)),
                bytes("good", sequence(1, 999, 2), sequence(7, 8, 9, 10)),
                bytes("good", sequence(1, 2, 3), sequence(1, 2, 3)),
                bytes("good", at(new int[] {-1, -1, 0, 3, 4, 9})),
                contentFree("good", sequence(5, 6), sequence(7, 8))));
    Map<ErrorCode, Integer> letters;
    try (var log = new LogLines("unspeakable")) {
      letters = FuzzRun.of("tokens", 15_000, near, this::through);
      assertEquals(
          letters.entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().text(), Map.Entry::getValue)),
          log.byCode());
      assertNull(log.leak());
    }
    assertEquals(
        letters,
        heard.deadLetters().stream()
            .collect(Collectors.toMap(code -> code, code -> 1, Integer::sum)));
  }

  private Optional<ErrorCode> through(byte[] record, Random random) {
    byte[][] keys = {Topic.key("good"), Topic.key("good"), Topic.key("good"), {(byte) 0xff}, null};
    byte[] key = keys[random.nextInt(keys.length)];
    byte[] value = random.nextInt(500) == 0 ? null : record;
    var out =
        encoding.encode(
            List.of(
                encoding.decode(consumed(Topic.key("good"), GOOD)),
                encoding.decode(consumed(key, value)),
                encoding.decode(consumed(Topic.key("good"), GOOD))));
    assertEquals(3, out.size());
    assertEquals(Topics.ENCODINGS.name(), out.get(0).topic());
    assertEquals(Topics.ENCODINGS.name(), out.get(2).topic());
    assertArrayEquals(key, out.get(1).key());
    if (out.get(1).topic().equals(Topics.ENCODINGS.name())) {
      Topics.ENCODINGS.codec().decode(out.get(1).value());
      return Optional.empty();
    }
    assertArrayEquals(value, out.get(1).value());
    return Optional.of(letter(out.get(1)).code());
  }

  private static ConsumerRecord<byte[], byte[]> consumed(byte[] key, byte[] value) {
    return new ConsumerRecord<>(Topics.TOKENS.name(), 0, 0, key, value);
  }

  private static DeadLetter letter(ProducerRecord<byte[], byte[]> record) {
    var consumed = new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
    record.headers().forEach(consumed.headers()::add);
    return DeadLetter.of(consumed);
  }

  private static TokenSequence sequence(int... ids) {
    return new TokenSequence(ids, new int[ids.length], new int[] {ids.length - 1}, null, 0);
  }

  private static TokenSequence at(int[] offsets) {
    return new TokenSequence(new int[] {1, 2, 3}, new int[3], new int[] {1, 2}, offsets, 0);
  }

  private static byte[] contentFree(String id, TokenSequence... sequences) {
    return Topics.TOKENS
        .codec()
        .encode(
            new TokenizedText(
                id,
                "task",
                "v1",
                FakeEncoder.TOKENIZER,
                3,
                false,
                1,
                1,
                2,
                List.of(sequence(1, 2)),
                null,
                List.of(sequences)));
  }

  private static byte[] bytes(String id, TokenSequence... sequences) {
    return Topics.TOKENS
        .codec()
        .encode(
            new TokenizedText(
                id, "task", "v1", FakeEncoder.TOKENIZER, 3, false, 1, 1, 2, List.of(sequences)));
  }
}
