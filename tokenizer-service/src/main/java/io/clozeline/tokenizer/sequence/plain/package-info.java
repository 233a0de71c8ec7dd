/**
 * The layout for linear heads, which read the vector of [CLS]. Words that are not of the text must
 * not enter.
 */
package io.clozeline.tokenizer.sequence.plain;
