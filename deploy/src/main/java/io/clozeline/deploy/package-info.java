/**
 * How Clozeline runs on one machine, and the command line over it. What a service computes must not
 * enter.
 */
package io.clozeline.deploy;
