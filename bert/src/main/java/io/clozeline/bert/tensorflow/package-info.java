/**
 * The encoder on TensorFlow, through DJL: padded batches through the graphs of {@link
 * io.clozeline.bert.serving}, adapters of every method.
 */
package io.clozeline.bert.tensorflow;
