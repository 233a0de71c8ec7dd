package io.clozeline.bert.method;

import java.util.Map;

/** What a method has trained. */
public interface Tuned {
  /** A name that nothing else has. */
  String digest();

  Method method();

  /** The numbers of each tensor, row by row, by name. */
  Map<String, float[]> tensors();
}
