package io.clozeline.encoder.demonstration;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.encoder.pass.Batches;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors at the masks of texts and of a pool's examples. An example is encoded once for an
 * adapter, the newest first, and not more of them at once than a transaction can wait for.
 */
final class MaskVectors {
  /** Tokens of examples that one pass encodes: about two transactions' worth. */
  static final int TOKENS = 32_768;

  private static final Logger LOG = LoggerFactory.getLogger(MaskVectors.class);

  private final Pool pool;
  private final Adapter adapter;
  private final Batches batches;

  MaskVectors(Pool pool, Adapter adapter, Batches batches) {
    this.pool = pool;
    this.adapter = adapter;
    this.batches = batches;
  }

  /** Those of {@code queries}, null for one that fails; the examples' are kept with them. */
  List<float[]> of(List<EncoderInput> queries) {
    List<PooledExample> missing = missing();
    List<EncoderInput> inputs = new ArrayList<>(queries);
    missing.forEach(example -> inputs.add(new EncoderInput(example.query(), adapter)));
    List<Batches.Result> results = batches.encode(inputs);
    for (int i = 0; i < missing.size(); i++) {
      keep(missing.get(i), results.get(queries.size() + i));
    }
    List<float[]> vectors = new ArrayList<>(queries.size());
    results.subList(0, queries.size()).forEach(result -> vectors.add(vector(result)));
    return vectors;
  }

  private List<PooledExample> missing() {
    List<List<PooledExample>> labels = pool.examples();
    int longest = labels.stream().mapToInt(List::size).max().orElse(0);
    List<PooledExample> missing = new ArrayList<>();
    int tokens = 0;
    for (int back = 1; back <= longest; back++) {
      for (List<PooledExample> examples : labels) {
        int index = examples.size() - back;
        if (index < 0 || examples.get(index).vector(adapter) != null) {
          continue;
        }
        tokens += examples.get(index).query().length();
        if (tokens > TOKENS) {
          return missing;
        }
        missing.add(examples.get(index));
      }
    }
    return missing;
  }

  private void keep(PooledExample example, Batches.Result result) {
    if (result.failure() == null) {
      example.encoded(adapter, vector(result));
      return;
    }
    pool.remove(example.id());
    LOG.warn(
        "An example fails the model and is not shown: errorCode={} task={}",
        result.failure().code().text(),
        pool.task().name());
  }

  private static float[] vector(Batches.Result result) {
    return result.failure() == null ? result.vectors()[0] : null;
  }
}
