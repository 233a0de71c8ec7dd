package io.clozeline.deploy.soak;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Pause;
import java.time.Duration;
import java.util.Map;

/** Texts as fast as the broker takes them, and what the processes do until all are answered. */
public final class Flood {
  /** How a flood ended: {@code waiting} texts were still unanswered when its time was over. */
  public record Outcome(
      int texts,
      double sendSeconds,
      double seconds,
      int answered,
      int waiting,
      int duplicated,
      Map<String, Sample> before,
      Map<String, Sample> peaks,
      Map<String, Sample> after) {
    boolean complete() {
      return duplicated == 0;
    }
  }

  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final ChainNote chain;
  private final Console console;

  Flood(ChainNote chain, Console console) {
    this.chain = chain;
    this.console = console;
  }

  Outcome run(Ledger ledger, int count, Duration limit) {
    var samples = new Samples(chain);
    Map<String, Sample> before = samples.take().processes();
    long begun = System.nanoTime();
    int first = ledger.answered();
    var sender = new Sender(ledger, count);
    sender.start();
    while (seconds(begun) < limit.toSeconds() && (sender.isAlive() || ledger.waiting() > 0)) {
      Pause.millis(PERIOD.toMillis());
      var round = samples.take();
      console.progress(
          "flood of " + count + " texts",
          (double) (ledger.answered() - first) / count,
          round.processes().get("tokenizer").lag()
              + " + "
              + round.processes().get("encoder").lag()
              + " wait");
    }
    double took = seconds(begun);
    Pause.millis(LINGER.toMillis());
    return new Outcome(
        count,
        sender.seconds,
        took,
        ledger.answered() - first,
        ledger.waiting(),
        ledger.duplicated(),
        before,
        samples.peaks(),
        samples.take().processes());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static final class Sender extends Thread {
    private final Ledger ledger;
    private final int count;
    private volatile double seconds;

    Sender(Ledger ledger, int count) {
      super("flood");
      this.ledger = ledger;
      this.count = count;
      setDaemon(true);
    }

    @Override
    public void run() {
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        ledger.send();
      }
      seconds = (System.nanoTime() - begun) / 1e9;
    }
  }
}
