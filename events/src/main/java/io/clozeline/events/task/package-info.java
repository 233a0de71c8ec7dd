/**
 * What a task is: the definition that people write, and the check that it can work with a
 * vocabulary. How a task is computed belongs to the services.
 */
package io.clozeline.events.task;
