/** Scores one label a text or pair. Also that of pairs and of next sentences. */
package io.clozeline.deploy.evaluate.kind.classification;
