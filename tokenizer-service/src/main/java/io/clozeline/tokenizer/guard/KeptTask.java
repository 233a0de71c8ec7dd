package io.clozeline.tokenizer.guard;

/**
 * The newest good record under a task's name.
 *
 * @param offset where it stands in its topic
 * @param definition its bytes; null when the task was erased
 */
public record KeptTask(long offset, byte[] definition) {}
