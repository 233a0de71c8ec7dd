/** Scores a tag a word, and the entities that tags make. */
package io.clozeline.deploy.evaluate.kind.tagging;
