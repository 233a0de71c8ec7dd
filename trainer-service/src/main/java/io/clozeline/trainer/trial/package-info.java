/**
 * Joins what was served for a document with what a person says is right, in whichever order they
 * come. What the trials add up to must not show here.
 */
package io.clozeline.trainer.trial;
