/** The kind {@code regression}. */
package io.clozeline.events.task.kind.regression;
