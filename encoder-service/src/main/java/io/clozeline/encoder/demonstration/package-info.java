/**
 * Demonstrations (Gao et al. 2021, section 6): the labelled examples of a task's feedback that its
 * prompt shows beside a text, kept from the topic of examples, chosen by the encoder's own vectors.
 * Batches, outcomes and the loop must not enter.
 */
package io.clozeline.encoder.demonstration;
