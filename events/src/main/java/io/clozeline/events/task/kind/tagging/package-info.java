/** The kind {@code tagging}. */
package io.clozeline.events.task.kind.tagging;
