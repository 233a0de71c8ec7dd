/**
 * Replays a labelled set as a live stream whose labels come late, few and partly wrong, under
 * several ways to learn from them, and compares what was answered. How the chain learns is the
 * trainer's business.
 */
package io.clozeline.deploy.simulate;
