/**
 * Task definitions as a person keeps them in files: read, checked against the vocabulary and put
 * into the running chain. What a definition may say is decided in events.
 */
package io.clozeline.deploy.task;
