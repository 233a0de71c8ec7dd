package io.clozeline.deploy.chain;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.Chain;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Home;
import io.clozeline.deploy.launch.RunningProcess;
import io.clozeline.deploy.launch.Settings;
import io.clozeline.deploy.launch.Stopping;
import java.io.IOException;
import java.nio.file.Path;

/** A chain of a test's own with the real weights, and a client that talks to it. */
record StartedChain(Home home, ChainNote note, ChainClient client, Answers answers)
    implements AutoCloseable {
  static final Console CONSOLE = new Console(System.err, System.out, false);

  /** The broker's two ports, the four services', and that of a second encoder. */
  private static final int PORTS = 7;

  static Settings settings(Path folder, int partitions, boolean secure) throws IOException {
    int port = FreePorts.inARow(PORTS);
    return new Settings(
        Path.of("..").toAbsolutePath().normalize(),
        new Home(folder),
        Cache.standard().root(),
        ModelName.BERT_BASE_UNCASED,
        null,
        partitions,
        port,
        port + 2,
        secure);
  }

  /** Starts it, with the shipped tasks. */
  static StartedChain up(Settings settings) {
    ChainNote note = new Chain(settings, CONSOLE).up();
    try {
      ShippedTasks.publishMissing(note.kafka());
      ChainClient client = ChainClient.connect(note.kafka());
      return new StartedChain(settings.home(), note, client, new Answers(client));
    } catch (RuntimeException e) {
      Stopping.down(settings.home(), CONSOLE);
      throw e;
    }
  }

  /** Stops it; no process is left. */
  @Override
  public void close() {
    answers.close();
    client.close();
    Stopping.down(home, CONSOLE);
    assertFalse(note.processes().stream().anyMatch(RunningProcess::alive));
  }
}
