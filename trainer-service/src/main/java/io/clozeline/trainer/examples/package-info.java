/**
 * What the trainer remembers of the examples, and what of that a task can be trained on. Where they
 * are kept must not show here.
 */
package io.clozeline.trainer.examples;
