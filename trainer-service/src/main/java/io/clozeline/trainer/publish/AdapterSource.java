package io.clozeline.trainer.publish;

import java.util.Optional;

/** The adapters that were published. */
@FunctionalInterface
public interface AdapterSource {
  /** The file of an adapter; empty when it was erased. */
  Optional<byte[]> of(String digest);
}
