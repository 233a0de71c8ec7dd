package io.clozeline.deploy.evaluate.kind.regression;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.kind.Figures;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.metric.Pearson;
import io.clozeline.deploy.evaluate.metric.Spearman;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.kind.regression.Regression;
import java.util.Map;
import java.util.Optional;

/** A number: Pearson's and Spearman's correlation. No answer counts as the middle of the range. */
public final class RegressionScoring implements KindScoring {
  @Override
  public String kind() {
    return "regression";
  }

  @Override
  public Optional<Feedback> feedback(String id, TaskDefinition task, Item item) {
    return Optional.of(Feedback.value(id, task.name(), number(item), item.text(), item.textB()));
  }

  @Override
  public Scorecard scorecard(TaskDefinition task) {
    double middle = (Regression.min(task) + Regression.max(task)) / 2;
    var pearson = new Pearson(middle);
    var spearman = new Spearman(middle);
    return new Scorecard() {
      @Override
      public void add(Item item, Annotation said) {
        Double value = said == null ? null : said.value();
        pearson.add(number(item), value);
        spearman.add(number(item), value);
      }

      @Override
      public Map<String, Double> figures() {
        return Figures.of(pearson, spearman);
      }
    };
  }

  private static double number(Item item) {
    try {
      return Double.parseDouble(item.label());
    } catch (NumberFormatException | NullPointerException e) {
      throw new IllegalArgumentException("\"" + item.label() + "\" is no number", e);
    }
  }
}
