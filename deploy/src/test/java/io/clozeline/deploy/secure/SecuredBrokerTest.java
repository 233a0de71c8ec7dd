package io.clozeline.deploy.secure;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.broker.Broker;
import io.clozeline.deploy.chain.FreePorts;
import io.clozeline.events.topic.Groups;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A real broker, secured; its data folder was first used without any security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredBrokerTest {
  private static final int SECONDS = 20;

  private Secrets secrets;
  private Secrets strangers;
  private Broker broker;
  private int port;
  private int controllerPort;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    secrets = Secrets.prepare(folder.resolve("secure"));
    strangers = Secrets.prepare(folder.resolve("strangers"));
    port = FreePorts.inARow(2);
    controllerPort = port + 1;
    Path data = folder.resolve("data");
    Broker.start(data, port, controllerPort).close();
    var settings = Broker.read(secrets.file(Principal.BROKER));
    broker = Broker.start(data, port, controllerPort, settings);
    try (var admin = Admin.create(as(Principal.ADMIN))) {
      RightsSetup.apply(admin);
      List<NewTopic> topics =
          Topics.all().stream()
              .flatMap(topic -> Stream.of(topic.name(), topic.deadLetters()))
              .map(name -> new NewTopic(name, 1, (short) 1))
              .toList();
      admin.createTopics(topics).all().get(SECONDS, TimeUnit.SECONDS);
      try (var producer = producer(as(Principal.ADMIN))) {
        topics.forEach(topic -> producer.send(new ProducerRecord<>(topic.name(), new byte[1])));
      }
    }
  }

  @AfterAll
  void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  static Stream<Rights> rights() {
    return Rights.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rights")
  void everyTopicIsOpenToThoseWhoNeedItAndToNobodyElse(Rights rights) {
    Map<String, Object> kafka = as(rights.principal());
    for (Topic<?> topic : Topics.all()) {
      for (String name : List.of(topic.name(), topic.deadLetters())) {
        assertEquals(rights.reads().contains(name), reads(kafka, name), "reads " + name);
        assertEquals(rights.writes().contains(name), writes(kafka, name), "writes " + name);
      }
    }
  }

  static Stream<Arguments> borrowed() {
    return Stream.of(
        Arguments.of(Principal.HEADS, "clozeline-encoder-encoder-1"),
        Arguments.of(Principal.TOKENIZER, "clozeline-trainer"),
        Arguments.of(Principal.ENCODER, "clozeline-tokenizer-0b-1"),
        Arguments.of(Principal.CLIENT, "clozeline-encoder-encoder-1"));
  }

  @ParameterizedTest
  @MethodSource("borrowed")
  void nobodyCanFenceAnotherByItsTransactionalId(Principal principal, String id) {
    Map<String, Object> kafka = as(principal);
    kafka.put("transactional.id", id);
    try (var producer = producer(kafka)) {
      assertThrows(AuthorizationException.class, producer::initTransactions);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOKENIZER", "ENCODER", "HEADS", "TRAINER", "CLIENT"})
  void nobodyCanJoinTheGroupOfAnother(Principal principal) {
    for (Rights other : Rights.all()) {
      if (other.group() == null || other.principal() == principal) {
        continue;
      }
      Map<String, Object> kafka = as(principal);
      kafka.put("group.id", other.group());
      try (var consumer = consumer(kafka)) {
        var partition = new TopicPartition(Topics.TASKS.name(), 0);
        var offset = Map.of(partition, new OffsetAndMetadata(0));
        assertThrows(AuthorizationException.class, () -> consumer.commitSync(offset));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOKENIZER", "HEADS", "TRAINER", "CLIENT"})
  void onlyTheTrainerCountsWhatWaitsForTheEncoder(Principal principal) throws Exception {
    try (var admin = Admin.create(as(principal))) {
      var offsets = admin.listConsumerGroupOffsets(Groups.ENCODER).partitionsToOffsetAndMetadata();
      if (principal == Principal.TRAINER) {
        assertTrue(offsets.get().isEmpty());
      } else {
        refused(offsets::get);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOKENIZER", "ENCODER", "HEADS", "TRAINER", "CLIENT"})
  void nobodyButTheAdministratorCanGrantOrCreate(Principal principal) {
    try (var admin = Admin.create(as(principal))) {
      refused(() -> admin.describeAcls(AclBindingFilter.ANY).values().get());
      refused(() -> admin.createAcls(Rights.all().get(0).bindings()).all().get());
      refused(() -> admin.createTopics(List.of(topic("mine"))).all().get());
      refused(() -> admin.deleteTopics(List.of(Topics.TASKS.name())).all().get());
    }
  }

  @Test
  void aServiceMakesItsOwnChangelogsOnly() {
    try (var admin = Admin.create(as(Principal.HEADS))) {
      assertDoesNotThrow(
          () -> admin.createTopics(List.of(topic("clozeline-heads-x-changelog"))).all().get());
      refused(
          () -> admin.createTopics(List.of(topic("clozeline-trainer-x-changelog"))).all().get());
    }
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    Map<String, Object> kafka = as(Principal.HEADS);
    kafka.put(
        "sasl.jaas.config",
        ClientFile.read(strangers.file(Principal.HEADS)).kafka().get("sasl.jaas.config"));
    assertInstanceOf(AuthenticationException.class, failure(kafka));
  }

  @Test
  void anUnknownNameIsRefused() {
    Map<String, Object> kafka = as(Principal.HEADS);
    kafka.computeIfPresent(
        "sasl.jaas.config", (k, login) -> login.toString().replace("\"heads\"", "\"nobody\""));
    assertInstanceOf(AuthenticationException.class, failure(kafka));
  }

  @Test
  void aClientDoesNotTalkToABrokerOfAnotherAuthority() {
    Map<String, Object> kafka = as(Principal.HEADS);
    kafka.put("ssl.truststore.location", strangers.authority().toString());
    assertInstanceOf(SslAuthenticationException.class, failure(kafka));
  }

  @Test
  void plainTextIsRefused() {
    Map<String, Object> kafka = impatient(new HashMap<>(Map.of()));
    assertInstanceOf(TimeoutException.class, failure(kafka));
  }

  @Test
  void theControllerTakesNobodyWithoutTheBrokersKey() {
    // Given
    Map<String, Object> kafka = as(Principal.ADMIN);
    kafka.remove("bootstrap.servers");
    kafka.put("bootstrap.controllers", "127.0.0.1:" + controllerPort);
    kafka.put("security.protocol", "SSL");
    // When
    Throwable failure;
    try (var admin = Admin.create(kafka)) {
      failure =
          assertThrows(
              ExecutionException.class,
              () -> admin.describeAcls(AclBindingFilter.ANY).values().get());
    }
    // Then
    assertInstanceOf(AuthenticationException.class, failure.getCause());
  }

  @Test
  void settingUpAgainTakesBackWhatIsNoLongerNeeded() throws Exception {
    try (var admin = Admin.create(as(Principal.ADMIN))) {
      // Given
      var extra =
          new Rights(Principal.HEADS, List.of("nothing"), List.of(), null, null, null, List.of())
              .bindings();
      admin.createAcls(extra).all().get();
      awaitAcls(admin, acls -> acls.containsAll(extra));
      // When
      RightsSetup.apply(admin);
      // Then
      var all = new HashSet<AclBinding>();
      Rights.all().forEach(rights -> all.addAll(rights.bindings()));
      awaitAcls(admin, all::equals);
    }
  }

  /** What the controller has taken, the broker knows a moment later. */
  private static void awaitAcls(Admin admin, Predicate<Set<AclBinding>> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    Set<AclBinding> acls = Set.of();
    while (System.nanoTime() < deadline) {
      acls = new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
      if (wanted.test(acls)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the rights are still " + acls);
  }

  private boolean reads(Map<String, Object> kafka, String topic) {
    try (var consumer = consumer(kafka)) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < deadline) {
        if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) {
          return true;
        }
      }
      throw new AssertionError("neither a record nor a refusal from " + topic);
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  private boolean writes(Map<String, Object> kafka, String topic) {
    try (var producer = producer(kafka)) {
      producer.send(new ProducerRecord<>(topic, new byte[1])).get(SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      assertInstanceOf(AuthorizationException.class, cause);
      return false;
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private Throwable failure(Map<String, Object> kafka) {
    kafka.put("bootstrap.servers", "127.0.0.1:" + port);
    try (var admin = Admin.create(kafka)) {
      var partition = new TopicPartition(Topics.TASKS.name(), 0);
      return assertThrows(
              ExecutionException.class,
              () -> admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get())
          .getCause();
    }
  }

  private static void refused(Executable action) {
    var refused = assertThrows(ExecutionException.class, action);
    assertTrue(refused.getCause() instanceof AuthorizationException, refused.toString());
  }

  private Map<String, Object> as(Principal principal) {
    try {
      Map<String, Object> kafka =
          impatient(new HashMap<>(ClientFile.read(secrets.file(principal)).kafka()));
      kafka.put("bootstrap.servers", "127.0.0.1:" + port);
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> impatient(Map<String, Object> kafka) {
    kafka.put("default.api.timeout.ms", 10_000);
    kafka.put("request.timeout.ms", 5_000);
    return kafka;
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
    kafka.put("max.block.ms", 10_000);
    return new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    return new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
