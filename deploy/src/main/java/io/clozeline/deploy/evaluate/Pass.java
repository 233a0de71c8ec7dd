package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.events.Annotation;
import io.clozeline.events.Text;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of a set sent as texts of a task, and every answer counted on a score card. */
public final class Pass {
  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final int IN_FLIGHT = 256;

  private final String task;
  private final String step;
  private final List<Item> items;
  private final Scorecard card;
  private final Console console;
  private final Latencies latencies = new Latencies();
  private int answered;
  private int refused;
  private double seconds;

  /**
   * A pass that has not started.
   *
   * @param step what it is called on the screen and in the ids of its texts, a word
   * @param card null where nothing is scored
   */
  public Pass(String task, String step, ItemSet items, Scorecard card, Console console) {
    this.task = task;
    this.step = step;
    this.items = items.items();
    this.card = card;
    this.console = console;
  }

  /**
   * Sends all, and waits for every answer.
   *
   * @throws IllegalStateException when nothing is answered for minutes
   */
  public Pass run(ChainClient client) {
    long started = System.nanoTime();
    try (var conversation = new Conversation(client, IN_FLIGHT, this::answered)) {
      for (int i = 0; i < items.size(); i++) {
        Item item = items.get(i);
        var text = new Text(prefix() + i, task, item.text(), item.textB(), null);
        conversation.send(text, PATIENCE);
      }
      conversation.awaitAll(PATIENCE);
    }
    seconds = (System.nanoTime() - started) / 1e9;
    console.done(
        String.format(
            Locale.ROOT, "%s: %d texts in %.0f s, %d refused", step, answered, seconds, refused));
    return this;
  }

  int texts() {
    return answered;
  }

  int refused() {
    return refused;
  }

  double textsPerSecond() {
    return answered / seconds;
  }

  double millis(double quantile) {
    return latencies.millis(quantile);
  }

  private String prefix() {
    return task + "-" + step + "-";
  }

  private void answered(Reply reply, Duration latency) {
    Annotation annotation = null;
    if (reply instanceof Reply.Annotated annotated) {
      annotation = annotated.annotation();
      latencies.add(latency);
    } else {
      refused++;
    }
    answered++;
    if (card != null) {
      card.add(items.get(Integer.parseInt(reply.id().substring(prefix().length()))), annotation);
    }
    console.progress(step, (double) answered / items.size(), detail());
  }

  private String detail() {
    if (card == null || answered % 50 != 0 && answered < items.size()) {
      return answered + " texts";
    }
    Map.Entry<String, Double> first = card.figures().entrySet().iterator().next();
    return String.format(
        Locale.ROOT, "%d texts, %s %.3f", answered, first.getKey(), first.getValue());
  }
}
