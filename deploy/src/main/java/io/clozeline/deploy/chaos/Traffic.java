package io.clozeline.deploy.chaos;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.events.Feedback;
import io.clozeline.events.Text;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends texts at a steady rate, on a thread of its own, whatever happens to the chain: most are
 * good, one in {@value #POISON_EVERY} is not, and labels are fed back all the while.
 */
final class Traffic implements AutoCloseable {
  static final int POISON_EVERY = 50;
  private static final int FEEDBACK_EVERY = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ChaosPlan plan;
  private final List<LabelledSet.Row> rows;
  private final String task;
  private final Sent sent = new Sent();
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::send, "chaos-traffic");
  private int count;
  private boolean enough;
  private RuntimeException failure;

  Traffic(String bootstrap, ChaosPlan plan, List<LabelledSet.Row> rows, String task) {
    this.plan = plan;
    this.rows = rows;
    this.task = task;
    var bytes = new ByteArraySerializer();
    Map<String, Object> config = new HashMap<>(ChainClient.ONE_AFTER_THE_OTHER);
    config.putAll(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "enable.idempotence",
            true,
            "linger.ms",
            0,
            "max.block.ms",
            PATIENCE.toMillis(),
            "delivery.timeout.ms",
            (int) PATIENCE.toMillis(),
            "request.timeout.ms",
            5_000,
            "reconnect.backoff.max.ms",
            200));
    this.producer = new KafkaProducer<>(config, bytes, bytes);
  }

  /** Begins. */
  void start() {
    thread.start();
  }

  /** Ends once the plan's texts have been sent, and waits for that and for the broker. */
  void finish() throws InterruptedException {
    synchronized (this) {
      enough = true;
    }
    await(plan.texts());
    thread.join();
    producer.flush();
    synchronized (this) {
      rethrow();
    }
  }

  /** Waits until so many have been handed to the producer. */
  synchronized void await(int texts) throws InterruptedException {
    while (count < texts) {
      rethrow();
      wait(1_000);
    }
  }

  Sent sent() {
    return sent;
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close(Duration.ofSeconds(5));
  }

  private void send() {
    var random = new Random(plan.seed());
    long interval = (long) (1e9 / plan.rate());
    long due = System.nanoTime();
    try {
      while (more()) {
        int number = count;
        var row = rows.get(random.nextInt(rows.size()));
        text("document-" + random.nextInt(plan.keys()), row.text(), number);
        if (number % FEEDBACK_EVERY == FEEDBACK_EVERY - 1) {
          feedback("label-" + number, row);
        }
        sentOne();
        due = Math.max(due + interval, System.nanoTime() - interval);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void text(String id, String text, int number) {
    byte[] value =
        number % POISON_EVERY == POISON_EVERY - 1
            ? "{\"id\": \"broken".getBytes(StandardCharsets.UTF_8)
            : Topics.TEXTS.codec().encode(new Text(id, task, text, null, null));
    put(new ProducerRecord<>(Topics.TEXTS.name(), null, sent.next(id), Topic.key(id), value));
  }

  private void feedback(String id, LabelledSet.Row row) {
    sent.feedback(id);
    put(Topics.FEEDBACK.record(id, Feedback.label(id, task, row.label(), row.text(), null)));
  }

  private void put(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, thrown) -> {
          if (thrown != null) {
            fail(new IllegalStateException("the broker did not take a record", thrown));
          }
        });
  }

  private synchronized boolean more() {
    return failure == null && !(enough && count >= plan.texts());
  }

  private synchronized void sentOne() {
    count++;
    notifyAll();
  }

  private synchronized void fail(RuntimeException thrown) {
    failure = failure == null ? thrown : failure;
    notifyAll();
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
