/**
 * When to train, and which task first. What happens in a run, and where the numbers come from, must
 * not show here.
 */
package io.clozeline.trainer.policy;
