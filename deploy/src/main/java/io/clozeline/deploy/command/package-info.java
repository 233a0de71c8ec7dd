/**
 * The commands of {@code clozeline}: each reads its options, calls the room that does the work, and
 * prints. Logic belongs there.
 */
package io.clozeline.deploy.command;
