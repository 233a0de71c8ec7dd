/**
 * Decides whether a challenger takes the champion's place, from what both say of the same examples.
 * How either was trained, and how a decision takes effect, must not show here.
 */
package io.clozeline.trainer.gate;
