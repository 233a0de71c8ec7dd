/**
 * Any number of labels for a text. How it is laid out is shared with other kinds and must not
 * enter.
 */
package io.clozeline.tokenizer.kind.multilabel;
