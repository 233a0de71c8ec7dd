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
  private final ModelName model;
  private final Vocabulary vocabulary;
  private final CompactedTable<SequencedTask> tasks;

  InfoResource(ModelName model, Vocabulary vocabulary, CompactedTable<SequencedTask> tasks) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.tasks = tasks;
  }

  @GET
  public Info info() {
    return new Info(
        model.text(),
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
