package io.clozeline.bert.onednn;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * The threads of GNU's OpenMP, which oneDNN computes with on Linux. How many a thread works with is
 * a setting of that thread (OpenMP 5.0, section 2.5.1); oneDNN's own interface has none.
 */
final class OpenMp {
  private static final String LIBRARY = "libgomp.so.1";

  private OpenMp() {}

  /** Its functions, by their names in C. */
  interface Functions extends Library {
    void omp_set_num_threads(int threads);
  }

  private static final class Loaded {
    private static final Functions FUNCTIONS = load();

    /** Null where oneDNN computes with other threads. */
    private static Functions load() {
      try {
        return Native.load(LIBRARY, Functions.class);
      } catch (LinkageError absent) {
        return null;
      }
    }
  }

  /** Whether the number of threads can be set here. */
  static boolean available() {
    return Loaded.FUNCTIONS != null;
  }

  /** From now on, operations that this thread compiles run with so many. */
  static void setThreads(int threads) {
    Loaded.FUNCTIONS.omp_set_num_threads(threads);
  }
}
