/**
 * Kafka Streams around the answers: the topology, its one store, and the checks of a record on the
 * way in. How an answer is computed must not enter.
 */
package io.clozeline.heads.stream;
