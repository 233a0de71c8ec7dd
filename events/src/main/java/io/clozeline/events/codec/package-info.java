/**
 * How records become bytes and come back: JSON at the edges, versioned CBOR inside. A codec knows
 * no topic and no Kafka client.
 */
package io.clozeline.events.codec;
