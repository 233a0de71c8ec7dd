/**
 * Classification of one text. How a text that asks for one answer is laid out is shared with other
 * kinds and must not enter.
 */
package io.clozeline.tokenizer.kind.classification;
