package io.clozeline.deploy.launch;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.deploy.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The broker and the four services of one machine: all of them, or none. */
public final class Chain {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final long POLL_MILLIS = 50;

  private final Settings settings;
  private final Console console;
  private final List<RunningProcess> started = new ArrayList<>();

  public Chain(Settings settings, Console console) {
    this.settings = settings;
    this.console = console;
  }

  /**
   * Starts everything and returns when every service is ready; when one cannot be, stops what was
   * started and says which.
   *
   * @throws LaunchException with what failed, and where its log is
   */
  public ChainNote up() {
    Preflight.check(settings);
    var hook = new Thread(this::stopStarted, "chain-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      ChainNote note = start();
      Runtime.getRuntime().removeShutdownHook(hook);
      return note;
    } catch (IOException e) {
      stopStarted();
      throw new LaunchException("A process cannot be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stopStarted();
      throw e;
    }
  }

  private ChainNote start() throws IOException {
    RunningProcess broker =
        note(
            RunningProcess.of(
                "broker", ServiceCommand.startBroker(settings), settings.kafkaPort()));
    write();
    Path libraries = NativeSetup.prepare(cache(), console::progress);
    ModelDirectory model = ModelSetup.prepare(settings.model(), cache(), console::progress);
    console.done("model " + model.info().name());
    await("broker", broker, () -> answers(settings.kafkaPort()));
    TopicSetup.create(settings.bootstrap(), settings.partitions());
    console.done("broker on port " + settings.kafkaPort());
    var commands = new ServiceCommand(settings, model.path(), libraries);
    // The encoder has most to load: it goes first.
    for (Service service :
        List.of(Service.ENCODER, Service.TOKENIZER, Service.HEADS, Service.TRAINER)) {
      int port = service.port(settings.httpPort());
      note(RunningProcess.of(service.text(), commands.start(service), port));
      write();
    }
    awaitServices();
    return write();
  }

  private Cache cache() {
    return Cache.at(settings.cache());
  }

  private void awaitServices() {
    Set<Service> waiting = EnumSet.allOf(Service.class);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!waiting.isEmpty()) {
      for (Service service : List.copyOf(waiting)) {
        RunningProcess process = process(service.text());
        requireAlive(process);
        if (Readiness.ready(process.port())) {
          waiting.remove(service);
          console.done(service.text() + " on port " + process.port());
        }
      }
      requireTime(deadline, waiting.toString());
      console.waiting("waiting for " + waiting.stream().map(Service::text).toList());
      sleep();
    }
  }

  private void await(String what, RunningProcess process, BooleanSupplier ready) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!ready.getAsBoolean()) {
      requireAlive(process);
      requireTime(deadline, what);
      console.waiting("waiting for the " + what);
      sleep();
    }
  }

  private void requireAlive(RunningProcess process) {
    if (!process.alive()) {
      throw failure("The " + process.name() + " ended while it was starting.", process.name());
    }
  }

  private void requireTime(long deadline, String what) {
    if (System.nanoTime() > deadline) {
      throw new LaunchException(
          "Not ready after "
              + LIMIT.toSeconds()
              + " s: "
              + what
              + ". The logs are in "
              + settings.home().root().resolve("logs"));
    }
  }

  private LaunchException failure(String message, String process) {
    return new LaunchException(
        message
            + " Its log, "
            + settings.home().log(process)
            + ", ends:\n    "
            + String.join("\n    ", settings.home().lastLines(process, 12)));
  }

  private RunningProcess note(RunningProcess process) {
    synchronized (started) {
      started.add(process);
    }
    return process;
  }

  private RunningProcess process(String name) {
    synchronized (started) {
      return started.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }
  }

  private ChainNote write() {
    synchronized (started) {
      var note =
          new ChainNote(
              settings.bootstrap(),
              settings.model().text(),
              cache().model(settings.model()).toString(),
              started);
      note.write(settings.home());
      return note;
    }
  }

  private void stopStarted() {
    List<RunningProcess> processes;
    synchronized (started) {
      processes = List.copyOf(started);
    }
    Stopping.stop(processes, console);
    ChainNote.delete(settings.home());
  }

  private static boolean answers(int port) {
    try (var socket = new java.net.Socket()) {
      socket.connect(
          new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }
}
