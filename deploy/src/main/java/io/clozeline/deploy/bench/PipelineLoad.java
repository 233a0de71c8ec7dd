package io.clozeline.deploy.bench;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.UnrepeatedTexts;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.events.Text;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Texts into the running chain, as fast as it takes them or at a steady rate. */
final class PipelineLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** One measurement, from the first send to the last annotation. */
  record Measurement(
      int texts, double seconds, double textsPerSecond, double p50Millis, double p99Millis) {}

  private final ChainClient client;
  private final String task;
  private final UnrepeatedTexts texts;
  private int run;

  PipelineLoad(ChainClient client, String task, List<String> texts) {
    this.client = client;
    this.task = task;
    this.texts = new UnrepeatedTexts(texts);
  }

  /** All of {@code count} texts at once. */
  Measurement saturate(int count, IntConsumer progress) {
    return send(count, count, 0, progress);
  }

  /** {@code rate} texts a second for {@code count} texts. */
  Measurement pace(int count, double rate, IntConsumer progress) {
    return send(count, count, (long) (1e9 / rate), progress);
  }

  private Measurement send(int count, int inFlight, long intervalNanos, IntConsumer progress) {
    var latencies = new Latencies();
    var refused = new AtomicInteger();
    String prefix = "bench-" + Long.toString(System.nanoTime(), 36) + "-" + run++ + "-";
    long started = System.nanoTime();
    try (var conversation =
        new Conversation(
            client,
            inFlight,
            (reply, latency) -> {
              latencies.add(latency);
              if (reply instanceof Reply.Refused) {
                refused.incrementAndGet();
              }
              progress.accept(latencies.count());
            })) {
      for (int i = 0; i < count; i++) {
        Pause.until(started + i * intervalNanos);
        conversation.send(new Text(prefix + i, task, texts.next(), null, null), PATIENCE);
      }
      conversation.awaitAll(PATIENCE);
    }
    if (refused.get() > 0) {
      throw new IllegalStateException(refused.get() + " texts became dead letters");
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Measurement(
        count, seconds, count / seconds, latencies.millis(0.5), latencies.millis(0.99));
  }
}
