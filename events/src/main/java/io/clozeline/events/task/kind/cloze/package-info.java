/** The kind {@code cloze}. */
package io.clozeline.events.task.kind.cloze;
