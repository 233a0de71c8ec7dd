package io.clozeline.deploy.chaos;

import io.clozeline.deploy.launch.ProcessControl;
import io.clozeline.deploy.launch.Service;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.launch.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does one fault to the chain and waits until the chain is over it. */
final class Infliction {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Duration FULL = Duration.ofSeconds(10);
  private static final Duration WORK = Duration.ofSeconds(5);
  private static final Duration TRAINING = Duration.ofSeconds(30);
  private static final String SECOND = "encoder-2";

  private final Settings settings;
  private final ProcessControl control;
  private final ServiceInfo services;
  private final Watch watch;
  private final Traffic traffic;
  private final String task;
  private final List<String> skipped = new ArrayList<>();
  private int trainingsKilled;

  Infliction(
      Settings settings,
      ProcessControl control,
      ServiceInfo services,
      Watch watch,
      Traffic traffic,
      String task) {
    this.settings = settings;
    this.control = control;
    this.services = services;
    this.watch = watch;
    this.traffic = traffic;
    this.task = task;
  }

  /**
   * Does {@code fault}.
   *
   * @return milliseconds until texts that were sent after it were annotated in every partition;
   *     empty when this machine does not let it be done
   */
  OptionalLong inflict(Fault fault) throws InterruptedException {
    String target = fault.target();
    return switch (fault.kind()) {
      case KILL -> OptionalLong.of(kill(target));
      case RESTART -> OptionalLong.of(restart(target));
      case AWAY -> OptionalLong.of(away(target));
      case REBALANCE -> OptionalLong.of(rebalance());
      case FULL_DISK -> fullDisk(fault);
    };
  }

  /** What this machine did not let be done. */
  List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** How often the trainer was killed while it trained. */
  int trainingsKilled() {
    return trainingsKilled;
  }

  private long kill(String target) throws InterruptedException {
    if (target.equals(Service.TRAINER.text()) && awaitTraining()) {
      trainingsKilled++;
    }
    control.kill(target);
    var since = mark();
    control.start(target);
    return recovered(since, target);
  }

  private long restart(String target) throws InterruptedException {
    var since = mark();
    control.stop(target);
    control.start(target);
    return recovered(since, target);
  }

  private long away(String target) throws InterruptedException {
    control.kill(target);
    Thread.sleep(AWAY.toMillis());
    var since = mark();
    control.start(target);
    return recovered(since, target);
  }

  /** A second encoder comes and goes twice: once it leaves, once it is killed for good. */
  private long rebalance() throws InterruptedException {
    int port = settings.httpPort() + Service.values().length;
    long slowest = 0;
    for (boolean orderly : new boolean[] {true, false}) {
      control.startAnother(Service.ENCODER, SECOND, port);
      control.awaitReady(SECOND, PATIENCE);
      Thread.sleep(WORK.toMillis());
      var since = mark();
      if (orderly) {
        control.stop(SECOND);
      } else {
        control.kill(SECOND);
      }
      slowest = Math.max(slowest, recovered(since, Service.ENCODER.text()));
      Thread.sleep(WORK.toMillis());
    }
    return slowest;
  }

  private OptionalLong fullDisk(Fault fault) throws InterruptedException {
    String target = fault.target();
    control.stop(target);
    try (var disk = FullDisk.mount(settings.home().data(target))) {
      control.start(target, disk.through());
      control.awaitReady(target, PATIENCE);
      Thread.sleep(WORK.toMillis());
      disk.fill();
      control.kill(target);
      control.start(target, disk.through());
      Thread.sleep(FULL.toMillis());
      disk.free();
      var since = mark();
      if (control.pid(target).isEmpty()) {
        control.start(target, disk.through());
      }
      long millis = recovered(since, target);
      control.stop(target);
      return OptionalLong.of(millis);
    } catch (IOException e) {
      skipped.add(fault + ": " + e.getMessage());
      return OptionalLong.empty();
    } finally {
      if (control.pid(target).isEmpty()) {
        control.start(target);
        control.awaitReady(target, PATIENCE);
      }
    }
  }

  private record Mark(long at, java.util.concurrent.CompletableFuture<Long> flows) {}

  private Mark mark() {
    return new Mark(System.nanoTime(), watch.newer(traffic.sent().last()));
  }

  private long recovered(Mark since, String target) throws InterruptedException {
    try {
      long seen = since.flows().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      control.awaitReady(target, PATIENCE);
      return (seen - since.at()) / 1_000_000;
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "no annotation of a newer text came for "
              + PATIENCE.toMinutes()
              + " min after a fault of the "
              + target
              + "; if this machine cannot annotate so many texts a second, lower --rate",
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean awaitTraining() throws InterruptedException {
    long deadline = System.nanoTime() + TRAINING.toNanos();
    while (services.training(task).filter(run -> run.step() > 0).isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }
}
