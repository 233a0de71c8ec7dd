/**
 * The encoder on oneDNN, called from Java, without TensorFlow: products, norms and attention over
 * the rows of a batch, none of which is padding. Operations are compiled once for each shape and
 * are told addresses when they run.
 */
package io.clozeline.bert.onednn;
