/** The kind {@code pair-classification}. */
package io.clozeline.events.task.kind.pair;
