/**
 * The layout for prompts: a task's patterns around its texts, each with a blank. What the words for
 * the blank mean belongs to heads.
 */
package io.clozeline.tokenizer.sequence.prompt;
