/**
 * The layout for open cloze, where [MASK] in the text itself is the blank. It is the only layout in
 * which something that a user wrote becomes a special token.
 */
package io.clozeline.tokenizer.sequence.cloze;
