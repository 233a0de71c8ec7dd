/**
 * The topology that keeps the newest example of every document, and the view of its store. What is
 * done with the examples must not show here.
 */
package io.clozeline.trainer.intake;
