/**
 * Labelled data sets as their authors publish them, read from files into rows. What a row means to
 * a task is decided by the kinds.
 */
package io.clozeline.deploy.evaluate.data;
