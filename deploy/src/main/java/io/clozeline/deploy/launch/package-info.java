/**
 * Starts, finds and stops the processes of a local Clozeline, and says clearly what is wrong when
 * it cannot. Texts and annotations belong to the client.
 */
package io.clozeline.deploy.launch;
