package io.clozeline.tokenizer.guard;

/**
 * A record of the topic of task definitions.
 *
 * @param definition null to erase the task
 * @param offset where it stands in its topic
 * @param restores the offset of the record that this one was written to put right; null for a
 *     record that somebody else wrote
 */
public record TaskRecord(String name, byte[] definition, long offset, Long restores) {}
