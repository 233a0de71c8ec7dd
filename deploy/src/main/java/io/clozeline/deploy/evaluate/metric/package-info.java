/**
 * Figures of merit: pairs of what is right and what was said in, a number out. Texts, annotations
 * and tasks are unknown here.
 */
package io.clozeline.deploy.evaluate.metric;
