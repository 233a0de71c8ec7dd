package io.clozeline.deploy.chaos;

import io.clozeline.deploy.chaos.Fault.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The faults of a run, drawn from its seed and spread over its texts. */
final class Schedule {
  // The share of a fault's stretch of texts within which it happens.
  private static final double SPREAD = 0.5;

  private Schedule() {}

  /** The faults in the order in which they happen; every process has its turns. */
  static List<Fault> of(ChaosPlan plan) {
    var random = new Random(plan.seed());
    List<Fault> drawn = new ArrayList<>();
    for (int i = 0; i < plan.kills(); i++) {
      drawn.add(new Fault(Kind.KILL, plan.processes().get(i % plan.processes().size()), 0));
    }
    plan.others().stream().sorted().forEach(kind -> drawn.add(new Fault(kind, target(kind), 0)));
    Collections.shuffle(drawn, random);
    List<Fault> faults = new ArrayList<>();
    double stretch = (double) plan.texts() / (drawn.size() + 1);
    for (int i = 0; i < drawn.size(); i++) {
      int at = (int) (stretch * (i + 0.25 + SPREAD * random.nextDouble()));
      faults.add(new Fault(drawn.get(i).kind(), drawn.get(i).target(), Math.max(1, at)));
    }
    return faults;
  }

  private static String target(Kind kind) {
    return switch (kind) {
      case KILL, RESTART -> "tokenizer";
      case REBALANCE -> "encoder";
      case AWAY -> "broker";
      case FULL_DISK -> "heads";
    };
  }
}
