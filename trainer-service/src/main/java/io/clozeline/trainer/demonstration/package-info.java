/**
 * Prompts with demonstrations as they are learnt from. Those of texts that are annotated are made
 * elsewhere, by the encoder.
 */
package io.clozeline.trainer.demonstration;
