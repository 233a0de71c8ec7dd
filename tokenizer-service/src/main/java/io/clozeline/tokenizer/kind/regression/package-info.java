/**
 * A number for a text or a pair. How they are laid out is shared with other kinds and must not
 * enter.
 */
package io.clozeline.tokenizer.kind.regression;
