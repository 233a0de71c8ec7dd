package io.clozeline.deploy.evaluate.suite;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.Evaluation;
import io.clozeline.deploy.evaluate.Result;
import io.clozeline.deploy.evaluate.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A suite from its first set to its last. What fails is written down, and the rest goes on; after
 * each run the report is on the disk as far as it is known.
 */
public final class SuiteRun {
  private final Suite suite;
  private final boolean quick;
  private final Path data;
  private final Path out;
  private final Console console;

  /**
   * A run that has not started.
   *
   * @param data where the suite's files are
   * @param out takes the report
   */
  public SuiteRun(Suite suite, boolean quick, Path data, Path out, Console console) {
    this.suite = suite;
    this.quick = quick;
    this.data = data;
    this.out = out;
    this.console = console;
  }

  /** Makes every run that has no result yet; whether all have one now. */
  public boolean run(Evaluation evaluation) throws IOException {
    Files.createDirectories(out);
    Outcomes outcomes = Outcomes.read(json(), suite.name(), quick);
    for (SuiteSet each : suite.sets()) {
      SuiteSet set = quick ? each.small() : each;
      for (Run run : set.runs()) {
        String name = nameOf(set, run);
        if (outcomes.has(name)) {
          console.say(name + ": done before");
          continue;
        }
        console.say(name);
        outcomes = outcomes.with(make(evaluation, set, run, name));
        write(outcomes);
      }
    }
    write(outcomes);
    console.result(Files.readString(markdown()));
    return outcomes.runs().stream().allMatch(Outcome::good);
  }

  private Outcome make(Evaluation evaluation, SuiteSet set, Run run, String name) {
    try {
      List<Result> results = run.make(evaluation, data, false, result -> {});
      return new Outcome(set.name(), name, results.get(0), null, now());
    } catch (RuntimeException | IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted", e);
      }
      console.say("  ✗ " + name + ": " + e);
      return new Outcome(set.name(), name, null, String.valueOf(e.getMessage()), now());
    }
  }

  private void write(Outcomes outcomes) throws IOException {
    outcomes.write(json());
    Files.writeString(markdown(), new SuiteReport(suite, outcomes).markdown());
  }

  private Path json() {
    return out.resolve(fileName() + ".json");
  }

  private Path markdown() {
    return out.resolve(fileName() + ".md");
  }

  private String fileName() {
    return suite.name() + (quick ? "-quick" : "");
  }

  private static String nameOf(SuiteSet set, Run run) {
    String head = run.head() == null ? "" : "/" + run.head().text();
    return set.name() + head + "/" + run.seeds().get(0);
  }

  private static Instant now() {
    return Instant.ofEpochSecond(Instant.now().getEpochSecond());
  }
}
