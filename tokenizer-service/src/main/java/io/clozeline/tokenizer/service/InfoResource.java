package io.clozeline.tokenizer.service;

import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.service.Info.Known;
import io.clozeline.tokenizer.task.SequencedTask;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;

/** Says what is running. */
@Path("/info")
public class InfoResource {
  private final TokenizerConfig config;
  private final Vocabulary vocabulary;
  private final CompactedTable<SequencedTask> tasks;

  InfoResource(TokenizerConfig config, Vocabulary vocabulary, CompactedTable<SequencedTask> tasks) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.tasks = tasks;
  }

  @GET
  public Info info() {
    return new Info(
        config.modelDirectory().getFileName().toString(),
        vocabulary.digest(),
        tasks.all().values().stream()
            .map(InfoResource::known)
            .sorted(Comparator.comparing(Known::name))
            .toList());
  }

  private static Known known(SequencedTask task) {
    return new Known(task.task().name(), task.kind().text(), task.task().version());
  }
}
