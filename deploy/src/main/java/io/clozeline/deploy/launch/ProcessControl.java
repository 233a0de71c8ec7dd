package io.clozeline.deploy.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Ends and starts single processes of a chain: what a supervisor does, and what a fault does. */
public final class ProcessControl {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 20;
  private static final String BROKER = "broker";

  private final Chain chain;
  private final Settings settings;
  private final ServiceCommand commands;

  ProcessControl(Chain chain, Settings settings, ServiceCommand commands) {
    this.chain = chain;
    this.settings = settings;
    this.commands = commands;
  }

  /** Ends a process at once, as {@code kill -9} does; returns when it is gone. */
  public void kill(String name) {
    chain.process(name).handle().ifPresent(Stopping::kill);
  }

  /** Asks a process to stop, and kills it when it does not within 30 s. */
  public void stop(String name) {
    chain
        .process(name)
        .handle()
        .ifPresent(
            handle -> {
              handle.destroy();
              awaitEnd(handle);
            });
  }

  /** Starts a process again that has ended. */
  public void start(String name) {
    start(name, List.of());
  }

  /** The same, through a program that ends by running the command that follows it. */
  public void start(String name, List<String> through) {
    int port = chain.process(name).port();
    if (name.equals(BROKER)) {
      spawn(name, port, through, ServiceCommand.broker(settings), Map.of());
    } else {
      var service = service(name);
      spawn(name, port, through, commands.commandLine(service), commands.environment(service));
    }
  }

  /** Starts one more instance of a service beside the first, under a name of its own. */
  public void startAnother(Service service, String instance, int httpPort) {
    var environment = new HashMap<>(commands.environment(service));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
    environment.put("CLOZELINE_STATE_DIRECTORY", settings.home().data(instance).toString());
    environment.put("CLOZELINE_" + service.text().toUpperCase(Locale.ROOT) + "_INSTANCE", instance);
    List<String> command = commands.commandLine(service, instance);
    spawn(instance, httpPort, List.of(), command, environment);
  }

  /** Whether a process has its classes archived, and so starts as fast as it can. */
  public boolean archived(String name) {
    return ServiceCommand.archived(settings, name);
  }

  /** The pid of a running process; empty when it has ended. */
  public Optional<Long> pid(String name) {
    return chain.process(name).handle().map(ProcessHandle::pid);
  }

  /** Whether a service answers that it is ready, or the broker takes connections. */
  public boolean ready(String name) {
    int port = chain.process(name).port();
    return name.equals(BROKER) ? Chain.answers(port) : Readiness.ready(port);
  }

  /**
   * Waits until a process is ready.
   *
   * @throws LaunchException when it is not within {@code limit}
   */
  public void awaitReady(String name, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready(name)) {
      if (System.nanoTime() > deadline) {
        throw LaunchException.late(name, limit, settings.home());
      }
      Pause.millis(POLL_MILLIS);
    }
  }

  private void spawn(
      String name,
      int port,
      List<String> through,
      List<String> command,
      Map<String, String> environment) {
    List<String> whole = new ArrayList<>(through);
    whole.addAll(command);
    try {
      Process process = Spawn.startAgain(name, whole, environment, settings.home());
      chain.replace(RunningProcess.of(name, process, port));
    } catch (IOException e) {
      throw new LaunchException("The " + name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static Service service(String name) {
    return Service.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static void awaitEnd(ProcessHandle handle) {
    try {
      if (!Stopping.ended(handle, PATIENCE)) {
        Stopping.kill(handle);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }
}
