package io.clozeline.deploy.evaluate.kind.tagging;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.kind.Figures;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.metric.EntityF1;
import io.clozeline.deploy.evaluate.metric.EntityF1.Entity;
import io.clozeline.deploy.evaluate.metric.TokenAccuracy;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.kind.tagging.Tagging;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A tag a word: the share of right tags and, where the tags are those of entities, their F1. */
public final class TaggingScoring implements KindScoring {
  @Override
  public String kind() {
    return "tagging";
  }

  @Override
  public Optional<Feedback> feedback(String id, TaskDefinition task, Item item) {
    List<String> tags = TaggedWords.of(item).tags();
    return Optional.of(Feedback.tags(id, task.name(), tags, item.text()));
  }

  @Override
  public Scorecard scorecard(TaskDefinition task) {
    var accuracy = new TokenAccuracy();
    EntityF1 entities = Tagging.entities(task.labels()) ? new EntityF1() : null;
    return new Scorecard() {
      @Override
      public void add(Item item, Annotation said) {
        TaggedWords gold = TaggedWords.of(item);
        accuracy.add(gold.tags(), tags(gold, said));
        if (entities != null) {
          entities.add(gold.entities(), entities(said));
        }
      }

      @Override
      public Map<String, Double> figures() {
        return entities == null ? Figures.of(accuracy) : Figures.of(entities, accuracy);
      }
    };
  }

  /** The tags said of the words of {@code gold}; null where no word was said to be there. */
  private static List<String> tags(TaggedWords gold, Annotation said) {
    if (said == null || said.tags() == null) {
      return null;
    }
    Map<Integer, String> byStart = new HashMap<>();
    said.tags().forEach(tag -> byStart.put(tag.start(), tag.label()));
    return gold.starts().stream().map(byStart::get).collect(Collectors.toList());
  }

  private static Set<Entity> entities(Annotation said) {
    return said == null || said.spans() == null
        ? Set.of()
        : said.spans().stream().map(TaggingScoring::entity).collect(Collectors.toSet());
  }

  private static Entity entity(TextSpan span) {
    return new Entity(span.start(), span.end(), span.label());
  }
}
