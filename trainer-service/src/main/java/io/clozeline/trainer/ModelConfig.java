package io.clozeline.trainer;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Which base model is trained. */
@ConfigMapping(prefix = "clozeline.model")
public interface ModelConfig {
  /** The model directory that the set-up has prepared. */
  Path directory();
}
