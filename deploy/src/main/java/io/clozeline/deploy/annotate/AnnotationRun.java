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
 * accounted for by one line, or by one for each task that it names. On the wire a text has an id of
 * the run's own, so that runs do not hear each other.
 */
public final class AnnotationRun {
  private final String prefix;
  private final AnswerFormat format;
  private final Consumer<String> out;
  private final Tally tally = new Tally();
  private final Map<String, OnItsWay> sent = new ConcurrentHashMap<>();

  /** A text that was sent, and how many answers it still gets. */
  private static final class OnItsWay {
    private final long line;
    private final Text text;
    private int answers;

    OnItsWay(long line, Text text) {
      this.line = line;
      this.text = text;
      this.answers = text.asked().size();
    }

    int answered() {
      return --answers;
    }
  }

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
    sent.put(id, new OnItsWay(row.line(), row.value()));
    Text text = row.value();
    return new Text(id, text.task(), text.text(), text.textB(), text.meta(), text.tasks());
  }

  private void answered(Reply reply, Duration latency) {
    OnItsWay row = sent.get(reply.id());
    String given = row.text.id();
    String id = given.equals(Long.toString(row.line)) ? reply.id() : given;
    if (reply instanceof Reply.Annotated annotated) {
      tally.countAnnotated(latency);
      out.accept(format.annotation(id, row.text, annotated.annotation(), latency.toNanos() / 1e6));
    } else if (reply instanceof Reply.Refused refused) {
      var letter = refused.letter();
      refused(id, row.line, new Refusal(letter.code(), letter.stage(), letter.cause()));
    }
    if (reply.ofAllTasks() || row.answered() == 0) {
      sent.remove(reply.id());
    }
  }

  private void refused(String id, long line, Refusal refusal) {
    tally.countRefused();
    out.accept(format.refusal(id, line, refusal));
  }
}
