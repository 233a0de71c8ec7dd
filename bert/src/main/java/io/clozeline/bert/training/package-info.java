/**
 * Labelled sequences in, an adapter out: gradients of the LoRA factors and of a head over the same
 * graph that serves. Where examples come from and when to train must not enter.
 */
package io.clozeline.bert.training;
