/**
 * The kind {@code multilabel}: each label by itself. What one label says of another must not enter.
 */
package io.clozeline.heads.kind.multilabel;
