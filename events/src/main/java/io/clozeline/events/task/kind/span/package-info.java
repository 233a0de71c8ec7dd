/** The kind {@code span}. */
package io.clozeline.events.task.kind.span;
