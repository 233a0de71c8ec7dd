/**
 * What the base model thinks of a task's labels before it has read anything, learned from the
 * stream itself or from texts without content. Stores, topics and the shape of an annotation must
 * not enter.
 */
package io.clozeline.heads.calibration;
