package io.clozeline.events.stage;

import io.clozeline.events.error.Origin;

/**
 * A record as it came, before anybody has looked into it.
 *
 * @param at the record's timestamp, milliseconds since the epoch
 * @param failures how often it has become a dead letter before
 */
public record Incoming(byte[] key, byte[] value, long at, Origin origin, int failures) {}
