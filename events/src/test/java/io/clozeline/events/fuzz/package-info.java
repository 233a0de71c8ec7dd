/**
 * Hostile records for every module's tests, and the run that counts what became of them. What a
 * service does with a record belongs to its own tests.
 */
package io.clozeline.events.fuzz;
