package io.clozeline.trainer;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which base model is trained. */
@ConfigMapping(prefix = "clozeline.model")
public interface ModelConfig {
  /** The model directory that the set-up has prepared. */
  Path directory();

  /**
   * Where fully tuned models lie, which every trainer and every encoder must share; tasks cannot
   * learn by the method {@code full} without it.
   */
  Optional<Path> tuned();
}
