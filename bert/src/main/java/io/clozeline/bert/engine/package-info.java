/** What computes an encoder, and which of them is the fastest here. */
package io.clozeline.bert.engine;
