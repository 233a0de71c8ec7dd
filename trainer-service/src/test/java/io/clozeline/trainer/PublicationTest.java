package io.clozeline.trainer;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.release;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.publish.TransactionalPublication;
import io.clozeline.trainer.run.Publication;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static Broker broker;
  private static Tables tables;
  private static Publication publication;

  @BeforeAll
  static void open() {
    broker = Broker.shared();
    tables = new Tables(broker.clients(), VOCABULARY, (name, task) -> {}, (task, release) -> {});
    publication = new TransactionalPublication(broker.clients(), tables);
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void adapterAndReleaseArriveTogether() {
    // Given
    byte[] large = new byte[3 * 1024 * 1024];
    large[7] = 1;
    // When
    boolean published = publication.publish(large, release("a", "large", 1), decision("a"), null);
    // Then
    assertTrue(published);
    assertEquals(List.of("large"), digests("a"));
    var adapter =
        broker.read(Topics.ADAPTERS.name()).stream()
            .filter(record -> new String(record.key()).equals("large"))
            .toList();
    assertEquals(1, adapter.size());
    assertArrayEquals(large, adapter.get(0).value());
  }

  @Test
  void nothingFollowsAReleaseThatIsNoLongerLive() {
    // Given
    Release first = release("b", "first", 1);
    publication.publish(new byte[1], first, decision("b"), null);
    // When
    boolean late = publication.publish(new byte[1], release("b", "late", 2), decision("b"), null);
    boolean next = publication.publish(new byte[1], release("b", "next", 2), decision("b"), first);
    // Then
    assertFalse(late);
    assertTrue(next);
    assertEquals(List.of("first", "next"), digests("b"));
  }

  @Test
  void theSameAdapterIsPublishedOnce() {
    // Given
    publication.publish(new byte[1], release("c", "same", 1), decision("c"), null);
    // When
    boolean again = publication.publish(new byte[1], release("c", "same", 1), decision("c"), null);
    // Then
    assertTrue(again);
    assertEquals(List.of("same"), digests("c"));
  }

  @Test
  void theBaseModelMayGoLiveAgainWithDemonstrations() {
    // Given
    Release bare = Release.base("g", NOW);
    publication.publish(null, bare, decision("g"), null);
    // When
    boolean published = publication.publish(null, bare.showing(true, false), decision("g"), bare);
    // Then
    assertTrue(published);
    assertEquals(bare.showing(true, false), tables.live("g"));
  }

  @Test
  void whatACrashedTrainerHadOpenIsThrownAway() {
    // Given
    var config = new HashMap<>(broker.clients());
    config.put("transactional.id", "clozeline-trainer");
    var bytes = new ByteArraySerializer();
    try (var crashed = new KafkaProducer<>(config, bytes, bytes)) {
      crashed.initTransactions();
      crashed.beginTransaction();
      crashed.send(Topics.RELEASES.record("d", release("d", "half", 1)));
      crashed.flush();
      // When
      boolean published =
          publication.publish(new byte[1], release("d", "whole", 1), decision("d"), null);
      // Then
      assertTrue(published);
      var fenced = assertThrows(RuntimeException.class, crashed::commitTransaction);
      assertTrue(
          fenced instanceof ProducerFencedException
              || fenced.getCause() instanceof InvalidProducerEpochException,
          fenced.toString());
      assertEquals(List.of("whole"), digests("d"));
    }
  }

  @Test
  void erasesWhatHasRetired() {
    // Given
    publication.publish(new byte[1], release("e", "old", 1), decision("e"), null);
    var retiring =
        new TransactionalPublication(broker.clients(), tables, (release, basis) -> List.of("old"));
    // When
    retiring.publish(new byte[1], release("e", "new", 2), decision("e"), tables.live("e"));
    // Then
    var records =
        broker.read(Topics.ADAPTERS.name()).stream()
            .filter(record -> new String(record.key()).equals("old"))
            .toList();
    assertEquals(2, records.size());
    assertNull(records.get(1).value());
  }

  @Test
  void aDecisionToKeepTheChampionIsWrittenWhileThatIsLive() {
    // Given
    Release live = release("f", "live", 1);
    publication.publish(new byte[1], live, decision("f"), null);
    Decision kept = decision("f", Decision.Outcome.KEPT);
    // When
    boolean written = publication.keep(kept, live);
    boolean again = publication.keep(kept, live);
    boolean late = publication.keep(decision("f"), null);
    // Then
    assertTrue(written && again);
    assertFalse(late);
    assertEquals(kept, tables.decided("f"));
    assertEquals(List.of("live"), digests("f"));
    assertEquals(
        List.of(Decision.Outcome.PROMOTED, Decision.Outcome.KEPT),
        broker.values(Topics.DECISIONS).stream()
            .filter(decision -> decision.task().equals("f"))
            .map(Decision::outcome)
            .toList());
  }

  private static Decision decision(String task) {
    return decision(task, Decision.Outcome.PROMOTED);
  }

  private static Decision decision(String task, Decision.Outcome outcome) {
    return new Decision(task, outcome, null, "x", null, null, 1, 1, "for a test", NOW);
  }

  private static List<String> digests(String task) {
    return broker.values(Topics.RELEASES).stream()
        .filter(release -> release.task().equals(task))
        .map(Release::digest)
        .collect(Collectors.toList());
  }
}
