/**
 * Keeps a running chain under load for a long time, or floods it, and watches whether anything is
 * lost or grows. Nothing here may change what is watched.
 */
package io.clozeline.deploy.soak;
