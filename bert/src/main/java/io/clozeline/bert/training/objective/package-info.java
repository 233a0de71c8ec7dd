/**
 * What a training run makes small, one class each, as a loss per row of scores. Where scores and
 * targets come from must not enter.
 */
package io.clozeline.bert.training.objective;
