package io.clozeline.bert.setup;

import io.clozeline.bert.Processor;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The folder that holds what is prepared once per machine: native libraries and model directories.
 */
public final class Cache {
  /** Changes whenever what is prepared does: another version then makes its own. */
  private static final int FORMAT = 3;

  private final Path root;

  private Cache(Path root) {
    this.root = Objects.requireNonNull(root, "root").toAbsolutePath().normalize();
  }

  /**
   * {@code $CLOZELINE_CACHE}, else {@code $XDG_CACHE_HOME/clozeline}, else {@code
   * ~/.cache/clozeline}.
   */
  public static Cache standard() {
    String own = System.getenv("CLOZELINE_CACHE");
    if (own != null && !own.isBlank()) {
      return at(Path.of(own));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return at(caches.resolve("clozeline"));
  }

  /** A cache at a folder of the caller's choice; created when something is first put there. */
  public static Cache at(Path root) {
    return new Cache(root);
  }

  /** The absolute folder. */
  public Path root() {
    return root;
  }

  /**
   * Where a model's directory is, prepared or not. What is prepared for one kind of processor would
   * end the process on another.
   */
  public Path model(ModelName name) {
    String kind = Processor.here().multipliesBf16() ? "" : "-portable";
    return root.resolve("models").resolve(name.text() + "-" + FORMAT + kind);
  }
}
