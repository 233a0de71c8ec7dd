/**
 * Texts to the sequences that BERT reads: special tokens, segments, selected positions, what is cut
 * and what is not. How one way of asking lays them out belongs to a package below this one; no
 * Kafka may enter.
 */
package io.clozeline.tokenizer.sequence;
