/**
 * Who may ask a service over HTTP, and how often. It is a room of its own because all four services
 * need the same rules and none may import another; what a service answers must not enter.
 */
package io.clozeline.access;
