/**
 * The kind {@code tagging}: a tag for each word, and the entities that the tags make. Where words
 * end must not enter: the offsets of the vectors say it.
 */
package io.clozeline.heads.kind.tagging;
