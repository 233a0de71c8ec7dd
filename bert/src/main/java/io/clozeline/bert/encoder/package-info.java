/**
 * Serving: batches of sequences in, vectors at their selected positions out, several adapters in
 * one batch. What a vector means to a task must not enter.
 */
package io.clozeline.bert.encoder;
