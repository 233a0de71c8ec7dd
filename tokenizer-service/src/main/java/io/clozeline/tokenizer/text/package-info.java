/**
 * The main line: a text becomes the sequences that the encoder reads. Streams wiring must not
 * enter.
 */
package io.clozeline.tokenizer.text;
