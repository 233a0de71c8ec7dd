package io.clozeline.encoder.demonstration;

import io.clozeline.bert.ModelInfo;
import io.clozeline.events.Example;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pools of all tasks whose prompt shows demonstrations. An example belongs to the version of
 * the task that made it: one that was made before the task's present version is not shown. Safe for
 * use by many threads.
 */
public final class Pools {
  private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

  private final ExampleReader reader;
  private final Runnable again;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();

  /**
   * @param again has all examples handed in again from the first: another task wants some
   */
  public Pools(ModelInfo model, Runnable again) {
    this.reader = new ExampleReader(model);
    this.again = again;
  }

  /** A task was defined, or erased when {@code task} is null. */
  public void task(String name, Task task) {
    if (task == null || !task.demonstrated()) {
      pools.remove(name);
      return;
    }
    Pool before = pools.get(name);
    if (before == null || !before.task().version().equals(task.version())) {
      pools.put(name, new Pool(task));
      again.run();
    }
  }

  /** A record of the topic of examples; {@code value} is null when it was erased. */
  public void example(byte[] key, byte[] value) {
    String name = key == null ? null : Topic.key(key);
    int slash = name == null ? -1 : name.indexOf('/');
    Pool pool = slash < 0 ? null : pools.get(name.substring(0, slash));
    if (pool == null) {
      return;
    }
    String id = name.substring(slash + 1);
    pool.remove(id); // what cannot be shown has taken the place of what could
    if (value != null) {
      try {
        put(pool, name, value);
      } catch (EventException refused) {
        LOG.warn(
            "An example cannot be shown: errorCode={} task={} cause={}",
            refused.code().text(),
            pool.task().name(),
            refused.getMessage());
      }
    }
  }

  /** The pool of a version of a task; empty where it shows nothing. */
  Optional<Pool> of(String task, String version) {
    return Optional.ofNullable(pools.get(task))
        .filter(pool -> pool.task().version().equals(version));
  }

  private void put(Pool pool, String key, byte[] value) {
    Example example = Topics.EXAMPLES.codec().decode(value);
    if (!key.equals(Example.key(example.task(), example.id()))) {
      throw new EventException(
          ErrorCode.KEY_MISMATCH, "the key is not the example's task/document id");
    }
    if (example.taskVersion().equals(pool.task().version())) {
      pool.put(pool.task().label(example.label()), reader.read(example, pool.task()));
    }
  }
}
