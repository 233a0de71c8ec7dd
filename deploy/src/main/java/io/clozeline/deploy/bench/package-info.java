/**
 * Measures the bare encoder and the whole chain on the same texts in one run, in turn, so that
 * their ratio holds where the machine's speed drifts. Nothing here may change what is measured.
 */
package io.clozeline.deploy.bench;
