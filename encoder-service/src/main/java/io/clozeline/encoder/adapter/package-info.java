/**
 * Which adapter serves which task right now. Knows adapters and releases; nothing of topics or
 * batches.
 */
package io.clozeline.encoder.adapter;
