package io.clozeline.deploy.evaluate.kind.cloze;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.kind.Figures;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.metric.MeanOfGroups;
import io.clozeline.deploy.evaluate.metric.PrecisionAt;
import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The word for a text's one blank: whether it is the likeliest, and whether it is among the ten
 * likeliest; as a mean over rows and, where rows have groups, over those.
 */
public final class ClozeScoring implements KindScoring {
  private static final int MANY = 10;

  @Override
  public String kind() {
    return "cloze";
  }

  @Override
  public Optional<Feedback> feedback(String id, TaskDefinition task, Item item) {
    return Optional.of(Feedback.fills(id, task.name(), List.of(word(item)), item.text()));
  }

  @Override
  public Scorecard scorecard(TaskDefinition task) {
    var one = new PrecisionAt(1);
    var ten = new PrecisionAt(MANY);
    var oneByGroup = new MeanOfGroups<String, List<String>>(() -> new PrecisionAt(1));
    var tenByGroup = new MeanOfGroups<String, List<String>>(() -> new PrecisionAt(MANY));
    return new Scorecard() {
      @Override
      public void add(Item item, Annotation said) {
        List<String> words = words(said);
        one.add(word(item), words);
        ten.add(word(item), words);
        if (item.group() != null) {
          oneByGroup.add(item.group(), word(item), words);
          tenByGroup.add(item.group(), word(item), words);
        }
      }

      @Override
      public Map<String, Double> figures() {
        Map<String, Double> figures = Figures.of(one, ten);
        if (oneByGroup.groups() > 1) {
          figures.put(oneByGroup.name(), oneByGroup.value());
          figures.put(tenByGroup.name(), tenByGroup.value());
        }
        return figures;
      }
    };
  }

  private static String word(Item item) {
    if (item.label() == null) {
      throw new IllegalArgumentException("a row has no word for its blank");
    }
    return item.label();
  }

  private static List<String> words(Annotation said) {
    return said == null || said.fills() == null || said.fills().isEmpty()
        ? null
        : said.fills().get(0).stream().map(Fill::word).toList();
  }
}
