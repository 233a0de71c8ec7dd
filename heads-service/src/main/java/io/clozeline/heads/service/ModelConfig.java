package io.clozeline.heads.service;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Which base model the service runs with. */
@ConfigMapping(prefix = "clozeline.model")
public interface ModelConfig {
  /** A directory that {@code clozeline up} has prepared; heads reads its vocabulary and head. */
  Path directory();
}
