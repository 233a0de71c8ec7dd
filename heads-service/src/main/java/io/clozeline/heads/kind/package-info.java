/**
 * One package for each kind of task, named as below {@code io.clozeline.events.task.kind}, and the
 * one list of them. What kinds share is in {@code io.clozeline.heads.answer}.
 */
package io.clozeline.heads.kind;
