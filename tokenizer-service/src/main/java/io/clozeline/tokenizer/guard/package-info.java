/**
 * Keeps the topic of task definitions good: what is refused is put right by writing the definition
 * before it again. What a definition means must not enter.
 */
package io.clozeline.tokenizer.guard;
