package io.clozeline.trainer.plan;

import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.bitfit.BitFit;
import io.clozeline.bert.method.bottleneck.Bottleneck;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.method.ia3.Ia3;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.prefix.Prefix;
import io.clozeline.bert.method.softprompt.SoftPrompt;
import io.clozeline.events.task.Learning;
import java.util.List;

/** The method that a task learns by. */
final class Tuning {
  private Tuning() {}

  /** With the settings that the task says. */
  static Method of(Learning learning) {
    return switch (learning.method()) {
      case Lora.TEXT ->
          new Lora(
              learning.r(),
              learning.alpha(),
              targets(learning),
              Boolean.TRUE.equals(learning.rankStabilized()));
      case Ia3.TEXT -> new Ia3(targets(learning));
      case BitFit.TEXT -> new BitFit();
      case Bottleneck.TEXT -> new Bottleneck(learning.width());
      case Prefix.TEXT -> new Prefix(learning.tokens());
      case SoftPrompt.TEXT -> new SoftPrompt(learning.tokens());
      case Full.TEXT -> Full.untrained();
      default -> throw new IllegalArgumentException("no method " + learning.method());
    };
  }

  /**
   * How many times as high its rate is as that of low-rank updates: few numbers move far, and all
   * of them hardly (3e-5, as Devlin et al. 2019 have it).
   */
  static double rate(Method method) {
    return switch (method.text()) {
      case Ia3.TEXT, Prefix.TEXT -> 10;
      case BitFit.TEXT -> 4;
      case Bottleneck.TEXT -> 2;
      case SoftPrompt.TEXT -> 60;
      case Full.TEXT -> 0.06;
      default -> 1;
    };
  }

  private static List<Target> targets(Learning learning) {
    return learning.targets().stream().map(Target::of).toList();
  }
}
