package io.clozeline.deploy.evaluate.metric;

import java.util.HashSet;
import java.util.Set;

/**
 * The harmonic mean of precision and recall over entities, each right only with its exact borders
 * and label (Tjong Kim Sang and De Meulder 2003); over all texts together.
 */
public final class EntityF1 implements Metric<Set<EntityF1.Entity>, Set<EntityF1.Entity>> {
  /** An entity of a text, by its characters. */
  public record Entity(int start, int end, String label) {}

  private final Counts counts = new Counts();

  @Override
  public String name() {
    return "entity F1";
  }

  @Override
  public void add(Set<Entity> gold, Set<Entity> said) {
    var hits = new HashSet<>(gold);
    hits.retainAll(said == null ? Set.of() : said);
    counts.add(hits.size(), gold.size(), said == null ? 0 : said.size());
  }

  @Override
  public double value() {
    return counts.f1();
  }
}
