/** The kind {@code multilabel}. */
package io.clozeline.events.task.kind.multilabel;
