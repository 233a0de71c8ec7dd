/** Scores the words for the blanks of a text. */
package io.clozeline.deploy.evaluate.kind.cloze;
