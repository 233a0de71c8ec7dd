/**
 * Errors as data: one enum of codes, and the dead letter that carries a code beside the bytes it is
 * about. Nothing that decides whether a record is wrong belongs here.
 */
package io.clozeline.events.error;
