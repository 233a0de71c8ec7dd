package io.clozeline.trainer.trial;

/** Hears what became of each label that is there to test an answer. */
public interface TrialListener {
  /** It tested the answer that was served before. */
  void tested();

  /** It is kept until the answer arrives here, which happens when the two topics are read apart. */
  void waits();

  /** The only answers came after it, or its task or itself is wrong: it tests nothing. */
  void unusable();
}
