package io.clozeline.deploy.annotate;

import io.clozeline.deploy.annotate.AnswerFormat.Refusal;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.input.Row;
import io.clozeline.deploy.input.TextInput;
import io.clozeline.events.Text;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Reads texts, has them annotated, and prints each answer as it arrives: every text of the input is
 * accounted for by one line. On the wire a text has an id of the run's own, so that runs do not
 * hear each other.
 */
public final class AnnotationRun {
  private final String prefix;
  private final AnswerFormat format;
  private final Consumer<String> out;
  private final Tally tally = new Tally();
  private final Map<String, Row.Good<Text>> sent = new ConcurrentHashMap<>();

  /**
   * A run that has not started.
   *
   * @param prefix of the ids on the wire; no other run has it
   * @param out takes the lines, from two threads
   */
  public AnnotationRun(String prefix, AnswerFormat format, Consumer<String> out) {
    this.prefix = prefix;
    this.format = format;
    this.out = out;
  }

  /**
   * Runs to the end of the input.
   *
   * @param inFlight how many texts may be unanswered at a time
   * @throws IllegalStateException when nothing was answered for {@code patience}
   */
  public void run(ChainClient client, TextInput input, int inFlight, Duration patience) {
    if (format.header() != null) {
      out.accept(format.header());
    }
    try (var conversation = new Conversation(client, inFlight, this::answered)) {
      for (Row<Text> row = input.next(); row != null; row = input.next()) {
        if (row instanceof Row.Good<Text> good) {
          conversation.send(onWire(good), patience);
        } else if (row instanceof Row.Bad<Text> bad) {
          var refusal = new Refusal(bad.why().code(), "not sent", bad.why().getMessage());
          refused(null, bad.line(), refusal);
        }
      }
      conversation.awaitAll(patience);
    }
  }

  public Tally tally() {
    return tally;
  }

  /** How many texts were sent and have no answer yet. */
  public int unanswered() {
    return sent.size();
  }

  private Text onWire(Row.Good<Text> row) {
    String id = prefix + "-" + row.line();
    sent.put(id, row);
    Text text = row.value();
    return new Text(id, text.task(), text.text(), text.textB(), text.meta());
  }

  private void answered(Reply reply, Duration latency) {
    Row.Good<Text> row = sent.remove(reply.id());
    String given = row.value().id();
    String id = given.equals(Long.toString(row.line())) ? reply.id() : given;
    if (reply instanceof Reply.Annotated annotated) {
      tally.countAnnotated(latency);
      String text = row.value().text();
      out.accept(format.annotation(id, text, annotated.annotation(), latency.toNanos() / 1e6));
    } else if (reply instanceof Reply.Refused refused) {
      var letter = refused.letter();
      refused(id, row.line(), new Refusal(letter.code(), letter.stage(), letter.cause()));
    }
  }

  private void refused(String id, long line, Refusal refusal) {
    tally.countRefused();
    out.accept(format.refusal(id, line, refusal));
  }
}
