package io.clozeline.deploy.simulate;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Names;
import io.clozeline.deploy.evaluate.kind.Scorings;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The texts of a simulation in their order, with what is right, whether somebody labels them, and
 * what that label says. The same scenario and rows give the same stream.
 */
public final class LiveStream {
  private final List<Moment> moments;
  private final int delay;

  /**
   * A text.
   *
   * @param right the row, with what is right
   * @param said the row as it is labelled; not {@code right} where that label is wrong
   * @param labelled whether it is labelled
   */
  public record Moment(Item right, Item said, boolean labelled) {}

  private LiveStream(List<Moment> moments, int delay) {
    this.moments = List.copyOf(moments);
    this.delay = delay;
  }

  /**
   * Makes it.
   *
   * @param detours the rows of each of the scenario's
   * @throws IllegalArgumentException when there are too few rows that the task can have
   */
  public static LiveStream of(
      Scenario scenario, TaskDefinition task, ItemSet rows, Map<Detour, ItemSet> detours) {
    requireFlippable(scenario, task);
    var random = new Random(scenario.seed());
    Iterator<Item> main = shuffled("the stream", usable(task, rows), random);
    Map<Detour, Iterator<Item>> aside = new HashMap<>();
    for (Detour detour : scenario.detours()) {
      String name = detour.file().toString();
      aside.put(detour, shuffled(name, usable(task, detours.get(detour)), random));
    }
    List<Moment> moments = new ArrayList<>();
    for (int place = 0; place < scenario.texts(); place++) {
      int here = place;
      Iterator<Item> from =
          scenario.detours().stream()
              .filter(detour -> detour.where().has(here))
              .<Iterator<Item>>map(aside::get)
              .findFirst()
              .orElse(main);
      moments.add(moment(scenario, task, place, from.next(), random));
    }
    return new LiveStream(moments, scenario.delay());
  }

  public int size() {
    return moments.size();
  }

  public Moment at(int place) {
    return moments.get(place);
  }

  /** How many further texts are answered before a label comes. */
  int delay() {
    return delay;
  }

  /** Every text draws three numbers, whatever they are used for, so that scenarios compare. */
  private static Moment moment(
      Scenario scenario, TaskDefinition task, int place, Item item, Random random) {
    boolean labelled = random.nextDouble() < scenario.labelled();
    double luck = random.nextDouble();
    double which = random.nextDouble();
    boolean wrong =
        scenario.noise().stream()
            .anyMatch(noise -> noise.where().has(place) && luck < noise.share());
    return new Moment(item, wrong ? flipped(item, task, which) : item, labelled);
  }

  private static Item flipped(Item item, TaskDefinition task, double which) {
    List<String> others = new ArrayList<>(task.labels());
    others.remove(Names.label(item.label(), task));
    return Item.of(item.text(), item.textB(), others.get((int) (which * others.size())));
  }

  private static void requireFlippable(Scenario scenario, TaskDefinition task) {
    if (!scenario.noise().isEmpty() && !task.kind().labelled()) {
      throw new IllegalArgumentException("only tasks with one label a text can have wrong ones");
    }
  }

  /** Rows that the task can be asked: another set may have labels that it does not have. */
  private static List<Item> usable(TaskDefinition task, ItemSet rows) {
    KindScoring scoring = Scorings.of(task.kind());
    List<Item> usable = new ArrayList<>();
    IllegalArgumentException last = null;
    for (Item item : rows.items()) {
      try {
        Optional<Feedback> feedback = scoring.feedback("row", task, item);
        feedback.ifPresent(said -> usable.add(item));
      } catch (IllegalArgumentException notIts) {
        last = notIts;
      }
    }
    if (usable.isEmpty() && last != null) {
      throw last;
    }
    return usable;
  }

  private static Iterator<Item> shuffled(String name, List<Item> rows, Random random) {
    List<Item> order = new ArrayList<>(rows);
    Collections.shuffle(order, new Random(random.nextLong()));
    Iterator<Item> each = order.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public Item next() {
        if (!each.hasNext()) {
          throw new IllegalArgumentException(
              name + " has " + order.size() + " rows for the task; the stream needs more");
        }
        return each.next();
      }
    };
  }
}
