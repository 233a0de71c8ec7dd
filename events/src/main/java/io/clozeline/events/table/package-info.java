/**
 * A compacted topic as a map in memory, followed from its first record. What the values mean
 * belongs to the service that follows.
 */
package io.clozeline.events.table;
