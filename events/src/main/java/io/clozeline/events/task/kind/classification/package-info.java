/** The kind {@code classification}. */
package io.clozeline.events.task.kind.classification;
