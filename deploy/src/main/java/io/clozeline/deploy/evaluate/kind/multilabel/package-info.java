/** Scores any number of labels a text. */
package io.clozeline.deploy.evaluate.kind.multilabel;
