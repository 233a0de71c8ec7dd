/**
 * How right each task's answers are, tested before anything is learnt from their labels, and when
 * that changes. What is done about a change must not show here.
 */
package io.clozeline.trainer.prequential;
