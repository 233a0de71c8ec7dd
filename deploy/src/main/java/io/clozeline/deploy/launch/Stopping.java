package io.clozeline.deploy.launch;

import io.clozeline.deploy.console.Console;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops processes: the services first and together, the broker last; asked first, then killed. */
public final class Stopping {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Stopping() {}

  /** Stops what the note of {@code home} names; false when nothing ran. */
  public static boolean down(Home home, Console console) {
    var note = ChainNote.read(home);
    boolean ran =
        note.map(n -> n.processes().stream().anyMatch(RunningProcess::alive)).orElse(false);
    note.ifPresent(n -> stop(n.processes(), console));
    ChainNote.delete(home);
    return ran;
  }

  static void stop(List<RunningProcess> processes, Console console) {
    stopTogether(processes.stream().filter(p -> !isBroker(p)).toList(), console);
    stopTogether(processes.stream().filter(Stopping::isBroker).toList(), console);
  }

  private static boolean isBroker(RunningProcess process) {
    return process.name().equals("broker");
  }

  private static void stopTogether(List<RunningProcess> processes, Console console) {
    var alive = processes.stream().filter(RunningProcess::alive).toList();
    alive.forEach(p -> p.handle().ifPresent(ProcessHandle::destroy));
    for (RunningProcess process : alive) {
      process.handle().ifPresent(handle -> await(process, handle, console));
      console.done("stopped " + process.name());
    }
  }

  private static void await(RunningProcess process, ProcessHandle handle, Console console) {
    try {
      if (!ended(handle, PATIENCE)) {
        console.say("  the " + process.name() + " does not stop, killing it");
        kill(handle);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handle.destroyForcibly();
    }
  }

  /** Waits until a process is gone; false when it is not within {@code patience}. */
  static boolean ended(ProcessHandle handle, Duration patience) throws InterruptedException {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends a process at once; returns when it is gone. */
  static void kill(ProcessHandle handle) {
    handle.destroyForcibly();
    handle.onExit().join();
  }
}
