/**
 * The kinds of task, a package for each: how its texts are laid out, and what its feedback teaches.
 * What several kinds share is here and in {@code sequence}; no Kafka may enter.
 */
package io.clozeline.tokenizer.kind;
