/**
 * The shell around a service's logic in Kafka Streams: one record in, and for each of its parts one
 * value or one dead letter out. The logic itself, and anything that buffers records, must stay out.
 */
package io.clozeline.events.stage;
