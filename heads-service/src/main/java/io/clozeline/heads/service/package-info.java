/**
 * The running service: configuration, wiring, health, meters and the page that says what it runs.
 * Anything that decides what an answer is must not enter.
 */
package io.clozeline.heads.service;
