/**
 * Open cloze, where [MASK] in the text itself is the blank and feedback names its word. It is the
 * only layout in which something that a user wrote becomes a special token.
 */
package io.clozeline.tokenizer.kind.cloze;
