/**
 * The texts of the stream that nobody has labelled, as many as tasks want to learn from. The topic
 * of tokens is their memory; what is learnt from them must not show here.
 */
package io.clozeline.trainer.unlabelled;
