package io.clozeline.heads.service;

import io.clozeline.heads.table.AdapterTable;
import io.clozeline.heads.table.FollowedTable;
import io.clozeline.heads.table.ReleaseTable;
import io.clozeline.heads.table.TaskTable;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/** The compacted topics that the service follows, from its start to its end. */
@Startup
@Singleton
public final class HeadsTables {
  private final TaskTable tasks;
  private final AdapterTable adapters;
  private final ReleaseTable releases;

  @Inject
  HeadsTables(
      BaseModel model,
      HeadsMetrics metrics,
      @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
    var clock = InstantSource.system();
    this.tasks = new TaskTable(model.vocabulary(), model.lm(), clientConfig, clock);
    this.adapters = new AdapterTable(model.info(), clientConfig, clock);
    this.releases = new ReleaseTable(clientConfig, metrics::released);
  }

  TaskTable tasks() {
    return tasks;
  }

  AdapterTable adapters() {
    return adapters;
  }

  ReleaseTable releases() {
    return releases;
  }

  boolean caughtUp() {
    return all().allMatch(followed -> followed.table().caughtUp());
  }

  boolean failed() {
    return all().anyMatch(followed -> followed.table().failed());
  }

  @PreDestroy
  void close() {
    all().forEach(FollowedTable::close);
  }

  private Stream<FollowedTable> all() {
    return Stream.of(tasks, adapters, releases);
  }
}
