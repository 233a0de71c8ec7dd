/**
 * The service around the trainer: configuration, wiring, health, metrics and its one page of
 * information. No decision about training belongs here.
 */
package io.clozeline.trainer;
