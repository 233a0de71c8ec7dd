package io.clozeline.trainer;

import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.Info.TaskInfo;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.MemoryNotReady;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.run.Standings;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;

/** Answers what the trainer knows and does. */
@Path("/info")
public class InfoResource {
  private final ModelConfig model;
  private final Catalogue catalogue;
  private final ExampleMemory memory;
  private final Standings standings;
  private final TrainerMetrics metrics;

  InfoResource(
      ModelConfig model,
      Catalogue catalogue,
      ExampleMemory memory,
      Standings standings,
      TrainerMetrics metrics) {
    this.model = model;
    this.catalogue = catalogue;
    this.memory = memory;
    this.standings = standings;
    this.metrics = metrics;
  }

  /** Every task that can be trained, by name, and the run under way. */
  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  public Info info() {
    var tasks =
        catalogue.tasks().values().stream()
            .sorted(Comparator.comparing(Task::name))
            .map(this::info)
            .toList();
    return new Info(model.directory().toString(), tasks, metrics.running().orElse(null));
  }

  private TaskInfo info(Task task) {
    Release live = catalogue.live(task.name());
    try {
      var tally = Tally.of(memory, task, catalogue.consideredThrough(task.name()));
      return new TaskInfo(
          task.name(),
          task.version(),
          tally.examples(),
          tally.fresh(),
          tally.leftOut(),
          tally.labels(),
          standings.judge(task, tally, catalogue).text(),
          live,
          metrics.prequential(task.name()),
          catalogue.decided(task.name()));
    } catch (MemoryNotReady wait) {
      return new TaskInfo(
          task.name(), task.version(), null, null, null, null, null, live, null, null);
    }
  }
}
