/** Scores a number a text. */
package io.clozeline.deploy.evaluate.kind.regression;
