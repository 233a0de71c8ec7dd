/**
 * Vectors in, annotation out: what is common to all kinds of task. One package below for each
 * family of kinds; Kafka, Quarkus and meters must not enter here or there.
 */
package io.clozeline.heads.answer;
