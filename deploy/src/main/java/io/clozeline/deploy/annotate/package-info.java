/**
 * Texts of a person's file through the running chain, and how their answers are printed. How
 * records travel belongs to the client.
 */
package io.clozeline.deploy.annotate;
