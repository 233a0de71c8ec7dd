/**
 * The transactional loop around the pass: poll, encode, send, commit. What a batch is and what an
 * adapter does belong elsewhere.
 */
package io.clozeline.encoder.stream;
