/**
 * The words of a text, and what feedback says of each. What a tag means beyond being in an entity
 * must not enter.
 */
package io.clozeline.tokenizer.kind.tagging;
