package io.clozeline.tokenizer.sequence.cloze;

import io.clozeline.tokenizer.sequence.Span;

/**
 * A window on a text with blanks.
 *
 * @param tokens what the model reads
 * @param asked the blanks, by their number in the text, that are asked here and nowhere else
 */
record BlankWindow(Span tokens, Span asked) {}
