/**
 * Talks to a running chain as any user's program would: texts, feedback and tasks in, annotations
 * and dead letters out. How the chain was started must not matter here.
 */
package io.clozeline.deploy.client;
