package io.clozeline.deploy.release;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.adapter.PeftFolder;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.Decision;
import io.clozeline.events.Limits;
import io.clozeline.events.Release;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Adapters out of the chain and into it, as folders of Hugging Face PEFT. */
public final class AdapterFolders {
  private final ChainClient client;
  private final TopicScan scan;
  private final ModelInfo base;
  private final Clock clock;

  /**
   * @param base that the chain's encoder computes with
   */
  public AdapterFolders(ChainClient client, TopicScan scan, ModelInfo base, Clock clock) {
    this.client = Objects.requireNonNull(client);
    this.scan = Objects.requireNonNull(scan);
    this.base = Objects.requireNonNull(base);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Writes an adapter of a task.
   *
   * @param adapterOrNull the first digits of its digest; null for the live one
   * @return its digest
   * @throws IllegalArgumentException when there is no such adapter, or PEFT does not have its
   *     method
   */
  public String write(String task, String adapterOrNull, Path folder) throws IOException {
    String wanted = adapterOrNull == null ? live(task) : adapterOrNull;
    var found =
        new Object() {
          private String digest;
          private byte[] bytes;
        };
    scan.read(
        List.of(Topics.ADAPTERS.name()),
        record -> {
          String digest = Topic.key(record.key());
          if (record.value() != null
              && digest.startsWith(wanted)
              && task.equals(AdapterFile.task(record.value()))) {
            found.digest = digest;
            found.bytes = record.value();
          }
        });
    if (found.digest == null) {
      throw new IllegalArgumentException("The task " + task + " has no adapter " + wanted + ".");
    }
    try {
      PeftFolder.write(found.bytes, base, folder);
    } catch (AdapterException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
    return found.digest;
  }

  /**
   * Publishes what a folder holds, and makes it live.
   *
   * @return its digest
   * @throws IllegalArgumentException when it does not fit the task or the base model
   */
  public String read(TaskDefinition task, Path folder, String reason) throws IOException {
    byte[] adapter;
    try {
      adapter = PeftFolder.read(folder, base, purpose(task));
    } catch (AdapterException refused) {
      throw new IllegalArgumentException(folder + " is refused: " + refused.getMessage(), refused);
    }
    if (adapter.length > Limits.RECORD_BYTES) {
      throw new IllegalArgumentException(
          folder + " makes " + adapter.length + " bytes; a record holds " + Limits.RECORD_BYTES);
    }
    String digest = AdapterFile.digest(adapter);
    Release before =
        Optional.ofNullable(client.releases().get(task.name()))
            .orElse(Release.base(task.name(), clock.instant()));
    if (digest.equals(before.digest())) {
      throw new IllegalArgumentException("The adapter " + digest + " is live already.");
    }
    client.putAdapter(digest, adapter);
    Release release = before.to(digest, reason, clock.instant());
    client.put(release);
    client.put(
        new Decision(
            task.name(),
            Decision.Outcome.PROMOTED,
            before.digest(),
            digest,
            null,
            null,
            release.examples(),
            release.trainedThrough(),
            reason,
            release.at()));
    return digest;
  }

  private String live(String task) {
    Release live = client.releases().get(task);
    if (live == null || live.digest() == null) {
      throw new IllegalArgumentException("The base model answers for " + task + ".");
    }
    return live.digest();
  }

  /** As the encoder checks it. */
  private static PeftFolder.Purpose purpose(TaskDefinition task) {
    return new PeftFolder.Purpose(task.name(), task.trainedFor(), task.masked());
  }
}
