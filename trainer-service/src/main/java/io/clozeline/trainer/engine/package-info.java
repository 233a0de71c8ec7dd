/**
 * What computes: adapters from sequences that carry labels, and scores of sequences that do not.
 * When to train, and on which examples, must not show here.
 */
package io.clozeline.trainer.engine;
