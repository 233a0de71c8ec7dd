/** Scores the part of a passage that answers a question. */
package io.clozeline.deploy.evaluate.kind.span;
