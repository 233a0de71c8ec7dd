package io.clozeline.deploy.launch;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.secure.Principal;
import io.clozeline.deploy.secure.Secrets;
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
  private final Thread hook = new Thread(this::stopStarted, "chain-shutdown");
  private ServiceCommand commands;
  private Runnable beforeStop = () -> {};
  private boolean stopping;

  public Chain(Settings settings, Console console) {
    this.settings = settings;
    this.console = console;
  }

  /**
   * Starts everything and returns when every service is ready; when one cannot be, stops what was
   * started and says which. Until {@link #leaveRunning} is called, the end of this program, Ctrl-C
   * among its reasons, is the end of the chain.
   *
   * @throws LaunchException with what failed, and where its log is
   */
  public ChainNote up() {
    Preflight.check(settings);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return start();
    } catch (IOException e) {
      down();
      throw new LaunchException("A process cannot be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      down();
      throw e;
    }
  }

  /** From here on the chain outlives this program. */
  public void leaveRunning() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the program ends already, and the chain with it
    }
  }

  /** Has {@code work} done before the chain is stopped, while it still runs. */
  public void beforeStop(Runnable work) {
    synchronized (started) {
      beforeStop = work;
    }
  }

  /** Stops everything that was started. */
  public void down() {
    stopStarted();
    leaveRunning();
  }

  /** Ends and starts single processes of this chain, once it is up. */
  public ProcessControl control() {
    return new ProcessControl(this, settings, commands);
  }

  private ChainNote start() throws IOException {
    if (settings.secure()) {
      Secrets.prepare(settings.secrets().folder());
      console.done("secrets in " + settings.secrets().folder());
    }
    RunningProcess broker =
        note(
            RunningProcess.of(
                "broker", ServiceCommand.startBroker(settings), settings.kafkaPort()));
    write();
    Path libraries = NativeSetup.prepare(cache(), console::progress);
    ModelDirectory model = ModelSetup.prepare(settings.model(), cache(), console::progress);
    console.done("model " + model.info().name());
    await("broker", broker, () -> answers(settings.kafkaPort()));
    TopicSetup.create(settings);
    console.done("broker on port " + settings.kafkaPort());
    commands = new ServiceCommand(settings, model.path(), libraries);
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
      for (Service late : waiting) {
        requireTime(deadline, late.text());
      }
      console.waiting("waiting for " + waiting.stream().map(Service::text).toList());
      Pause.millis(POLL_MILLIS);
    }
  }

  private void await(String what, RunningProcess process, BooleanSupplier ready) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!ready.getAsBoolean()) {
      requireAlive(process);
      requireTime(deadline, what);
      console.waiting("waiting for the " + what);
      Pause.millis(POLL_MILLIS);
    }
  }

  private void requireAlive(RunningProcess process) {
    requireWanted();
    if (!process.alive()) {
      throw LaunchException.of(
          "The " + process.name() + " ended while it was starting.",
          process.name(),
          settings.home());
    }
  }

  private void requireTime(long deadline, String process) {
    if (System.nanoTime() > deadline) {
      throw LaunchException.late(process, LIMIT, settings.home());
    }
  }

  private void requireWanted() {
    synchronized (started) {
      if (stopping) {
        throw new LaunchException("Interrupted; everything that was started is being stopped.");
      }
    }
  }

  /** Takes the place of an earlier process of the same name. */
  void replace(RunningProcess process) {
    note(process);
    write();
  }

  private RunningProcess note(RunningProcess process) {
    synchronized (started) {
      if (stopping) {
        process.handle().ifPresent(ProcessHandle::destroyForcibly);
      }
      started.removeIf(earlier -> earlier.name().equals(process.name()));
      started.add(process);
    }
    requireWanted();
    return process;
  }

  RunningProcess process(String name) {
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
              started,
              settings.secure() ? settings.secrets().file(Principal.CLIENT).toString() : null);
      note.write(settings.home());
      return note;
    }
  }

  private void stopStarted() {
    List<RunningProcess> processes;
    Runnable first;
    synchronized (started) {
      processes = List.copyOf(started);
      first = stopping ? () -> {} : beforeStop;
      stopping = true;
    }
    try {
      first.run();
    } catch (RuntimeException e) {
      console.say("  " + e.getMessage());
    }
    Stopping.stop(processes, console);
    ChainNote.delete(settings.home());
  }

  static boolean answers(int port) {
    try (var socket = new java.net.Socket()) {
      socket.connect(
          new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
