/** The kind {@code next-sentence}. */
package io.clozeline.events.task.kind.nextsentence;
