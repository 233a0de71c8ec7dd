/**
 * The encoder service: token sequences in, vectors at the selected positions out. Here is only the
 * wiring: configuration, start and stop, health, metrics and information.
 */
package io.clozeline.encoder;
