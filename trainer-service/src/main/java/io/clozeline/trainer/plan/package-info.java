/** How long and how fast to train on how many examples. When to train must not be decided here. */
package io.clozeline.trainer.plan;
