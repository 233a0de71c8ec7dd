package io.clozeline.bert.method;

/** Takes the inputs of one run of the graph that serves. */
public interface BatchFeed {
  /** An input, row by row. */
  void floats(String name, float[] values, long... shape);

  /** An input, row by row. */
  void ints(String name, int[] values, long... shape);
}
