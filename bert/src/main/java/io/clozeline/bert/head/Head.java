package io.clozeline.bert.head;

/** What answers a task from one vector. */
public sealed interface Head permits LinearHead {

  /**
   * One logit per label, in the task's order of labels.
   *
   * @param vector {@code [hidden]}, as the encoder returned it
   */
  float[] logits(float[] vector);

  /** How many labels there are. */
  int labels();
}
