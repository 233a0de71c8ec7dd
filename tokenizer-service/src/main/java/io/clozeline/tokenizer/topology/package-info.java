/** How the service's logic is wired into Kafka Streams. No logic may enter. */
package io.clozeline.tokenizer.topology;
