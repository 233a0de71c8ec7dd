package io.clozeline.trainer.unlabelled;

import io.clozeline.bert.Sequence;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.kind.Sequences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Keeps the newest texts of each task that learns from them, as many as it asks for and no more
 * bytes than there is room for. A text that comes again takes its earlier one's place; a new
 * version of a task starts with none. Safe for use by many threads.
 */
public final class Reservoir implements UnlabelledTexts {
  /** Of the records of one task, as they came: a text takes about three times as much in a run. */
  static final long TASK_BYTES = 24L * 1024 * 1024;

  private final Vocabulary vocabulary;
  private final Consumer<ErrorCode> skipped;
  private final Map<String, Kept> tasks = new LinkedHashMap<>();

  /** The texts of one version of a task. */
  private static final class Kept {
    private final Task task;
    private final int most;
    private final LinkedHashMap<String, byte[]> texts = new LinkedHashMap<>(); // oldest first
    private long bytes;

    Kept(Task task) {
      this.task = task;
      this.most = task.definition().learning().pet().unlabelled();
    }

    void put(String id, byte[] record) {
      byte[] before = texts.remove(id);
      bytes += record.length - (before == null ? 0 : before.length);
      texts.put(id, record);
      var oldest = texts.entrySet().iterator();
      while (texts.size() > most || bytes > TASK_BYTES) {
        bytes -= oldest.next().getValue().length;
        oldest.remove();
      }
    }
  }

  /**
   * An empty one.
   *
   * @param skipped hears why a record cannot be learnt from; whose record it is has refused it
   *     elsewhere, or will
   */
  public Reservoir(Vocabulary vocabulary, Consumer<ErrorCode> skipped) {
    this.vocabulary = Objects.requireNonNull(vocabulary);
    this.skipped = Objects.requireNonNull(skipped);
  }

  /** Whether {@code task} learns from texts without labels. */
  public static boolean wants(Task task) {
    return task.definition().learning().pet() != null;
  }

  /**
   * A task was defined, or erased when {@code task} is null.
   *
   * @return whether it wants texts that have gone by
   */
  public synchronized boolean defined(String name, Task task) {
    Kept before = tasks.get(name);
    if (task == null || !wants(task)) {
      tasks.remove(name);
      return false;
    }
    if (before != null && before.task.version().equals(task.version())) {
      return false;
    }
    tasks.put(name, new Kept(task));
    return true;
  }

  /** A record of the topic of tokens. */
  public synchronized void arrived(byte[] value) {
    if (value == null || tasks.isEmpty()) {
      return;
    }
    try {
      TokenizedText text = Topics.TOKENS.codec().decode(value);
      Kept kept = tasks.get(text.task());
      if (kept != null && kept.task.version().equals(text.taskVersion())) {
        require(kept.task, text);
        kept.put(text.id(), value);
      }
    } catch (EventException refused) {
      skipped.accept(refused.code());
    }
  }

  @Override
  public synchronized int count(Task task) {
    return kept(task).size();
  }

  @Override
  public List<UnlabelledText> of(Task task) {
    List<byte[]> records;
    synchronized (this) {
      records = List.copyOf(kept(task).values());
    }
    return records.stream()
        .map(record -> Topics.TOKENS.codec().decode(record))
        .map(text -> new UnlabelledText(text.id(), firstWindow(text, task)))
        .toList();
  }

  private Map<String, byte[]> kept(Task task) {
    Kept kept = tasks.get(task.name());
    return kept != null && kept.task.version().equals(task.version()) ? kept.texts : Map.of();
  }

  private static List<Sequence> firstWindow(TokenizedText text, Task task) {
    return text.sequences().stream().limit(patterns(task)).map(Sequences::whole).toList();
  }

  private static int patterns(Task task) {
    return task.patterns();
  }

  private void require(Task task, TokenizedText text) {
    List<TokenSequence> sequences = text.sequences();
    if (sequences.size() < patterns(task)) {
      throw new EventException(
          ErrorCode.COUNT_MISMATCH, "the text has not a sequence for each pattern");
    }
    for (TokenSequence sequence : sequences.subList(0, patterns(task))) {
      Sequences.requireReadable(sequence, vocabulary);
      if (sequence.selected().length < task.masks()) {
        throw new EventException(ErrorCode.COUNT_MISMATCH, "a sequence lacks a mask");
      }
    }
  }
}
