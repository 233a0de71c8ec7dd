/**
 * One package for each kind of task: what its definition may say and which feedback fits it. How a
 * kind is laid out, answered and learnt is in a package of the same name in each service.
 */
package io.clozeline.events.task.kind;
