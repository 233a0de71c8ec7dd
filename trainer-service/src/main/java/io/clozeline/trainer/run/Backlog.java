package io.clozeline.trainer.run;

import java.time.Duration;

/** How far the annotation of texts is behind. */
@FunctionalInterface
public interface Backlog {
  /** How long a text that arrives now will wait, about; zero when that cannot be told. */
  Duration delay();
}
