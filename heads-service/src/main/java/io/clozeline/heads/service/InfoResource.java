package io.clozeline.heads.service;

import io.clozeline.bert.ModelInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** What this service runs: the base model, the tasks and the live adapters. */
@Path("/info")
@Singleton
public final class InfoResource {
  /**
   * The answer of {@code GET /info}.
   *
   * @param tasks the current version of each task
   * @param releases the live adapter of each task that has a release, null for the base model
   * @param adapters how many adapters' heads are known
   */
  public record Info(
      ModelInfo model, Map<String, String> tasks, Map<String, String> releases, int adapters) {}

  private final BaseModel model;
  private final HeadsTables tables;

  @Inject
  InfoResource(BaseModel model, HeadsTables tables) {
    this.model = model;
    this.tables = tables;
  }

  @GET
  public Info info() {
    return new Info(
        model.info(), tables.tasks().current(), tables.releases().live(), tables.adapters().size());
  }
}
