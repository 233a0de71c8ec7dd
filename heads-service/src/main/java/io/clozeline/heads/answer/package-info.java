/**
 * Vectors in, annotation out: what is common to all kinds of task, which are answered in {@code
 * io.clozeline.heads.kind}. Kafka, Quarkus and meters must not enter here or there.
 */
package io.clozeline.heads.answer;
