/**
 * One pass of texts through the model: flatten, share, batch, encode, put back in order, find the
 * guilty one. No Kafka and no Quarkus.
 */
package io.clozeline.encoder.pass;
