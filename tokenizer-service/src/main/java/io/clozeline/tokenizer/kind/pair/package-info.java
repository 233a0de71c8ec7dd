/**
 * Classification of two texts. How a pair is laid out is shared with other kinds and must not
 * enter.
 */
package io.clozeline.tokenizer.kind.pair;
