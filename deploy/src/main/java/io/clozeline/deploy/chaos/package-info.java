/**
 * Faults into a chain of its own while texts flow, and the count of what came out. How processes
 * are started and ended is the launcher's.
 */
package io.clozeline.deploy.chaos;
