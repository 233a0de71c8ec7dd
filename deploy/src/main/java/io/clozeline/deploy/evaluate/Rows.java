package io.clozeline.deploy.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.deploy.evaluate.data.ItemFile;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.evaluate.data.Where;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Which rows of a file a run takes.
 *
 * @param where rows whose columns have these values, see {@link Where#of}; null for all
 * @param shots rows of each label, drawn by the run's seed; null for no such draw
 * @param sample rows drawn at random, always the same ones; null for all
 * @param limit the first rows; null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rows(String file, String where, Integer shots, Integer sample, Integer limit) {
  private static final long SAMPLE_SEED = 1;

  /** All rows of a file. */
  public Rows(String file) {
    this(file, null, null, null, null);
  }

  /** Whether another seed takes other rows. */
  public boolean seeded() {
    return shots != null || Where.of(where).seeded();
  }

  /** The same, but at most {@code count} rows drawn at random; null for as many as before. */
  public Rows atMost(Integer count) {
    boolean fewer = count != null && (sample == null || count < sample);
    return fewer ? new Rows(file, where, shots, count, limit) : this;
  }

  /**
   * Reads them.
   *
   * @param folder that the file is named from
   * @throws IllegalArgumentException when there are none
   */
  public ItemSet read(Path folder, long seed) throws IOException {
    ItemSet items = ItemFile.read(folder.resolve(file), Where.of(where).withSeed(seed));
    ItemSet taken = items.first(limit).sample(sample, SAMPLE_SEED);
    return shots == null ? taken : taken.shots(shots, seed);
  }
}
