package io.clozeline.deploy.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Runs one broker and its controller in this process until it is told to end. The data folder is
 * formatted once and kept.
 *
 * <p>Usage: {@code Broker <data folder> <port> <controller port> [<settings file>]}; it listens on
 * loopback only, for everybody on this machine unless the file, which holds further settings of
 * Kafka's, says otherwise.
 */
public final class Broker implements AutoCloseable {
  /** The listener that clients connect to. */
  public static final String CLIENTS = "CLIENTS";

  /** The controller's listener. */
  public static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;

  private Broker(KafkaRaftServer server) {
    this.server = server;
  }

  /** The process's entry. */
  public static void main(String[] args) throws Exception {
    if (args.length < 3 || args.length > 4) {
      System.err.println("usage: Broker <data folder> <port> <controller port> [<settings file>]");
      System.exit(2);
    }
    Map<String, String> more = args.length == 4 ? read(Path.of(args[3])) : Map.of();
    Broker broker =
        start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), more);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    broker.server.awaitShutdown();
  }

  /** Starts a broker in this process; it takes clients when this returns. */
  public static Broker start(Path data, int port, int controllerPort) throws Exception {
    return start(data, port, controllerPort, Map.of());
  }

  /**
   * The same with further settings.
   *
   * @param more win over our own
   */
  public static Broker start(Path data, int port, int controllerPort, Map<String, String> more)
      throws Exception {
    var settings = new HashMap<>(settings(data, port, controllerPort));
    settings.putAll(more);
    if (!Files.exists(data.resolve("meta.properties"))) {
      Files.createDirectories(data);
      format(data);
    }
    var server = new KafkaRaftServer(new kafka.server.KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return new Broker(server);
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** The settings in a file of properties. */
  public static Map<String, String> read(Path file) throws IOException {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
    return settings;
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .run();
  }

  private static Map<String, String> settings(Path data, int port, int controllerPort) {
    String broker = CLIENTS + "://127.0.0.1:" + port;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry("listeners", broker + "," + CONTROLLER + "://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", broker),
        Map.entry(
            "listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
        Map.entry("inter.broker.listener.name", CLIENTS),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry("log.dirs", data.toString()),
        // After a crash its own earlier self is taken for alive until this has passed.
        Map.entry("broker.session.timeout.ms", "1500"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        // One controller has nobody to tell twice a second that nothing happened.
        Map.entry("metadata.max.idle.interval.ms", "5000"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false"),
        // Adapters and long texts are records of megabytes.
        Map.entry("message.max.bytes", "16777216"),
        Map.entry("replica.fetch.max.bytes", "16777216"),
        Map.entry("transaction.max.timeout.ms", "900000"),
        // A crashed producer's open transaction holds up every reader until it is cleaned away.
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
        Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
        Map.entry("log.segment.bytes", "67108864"));
  }
}
