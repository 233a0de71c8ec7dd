/**
 * Kinds whose answer is one of the task's labels, for one text or for a pair: {@code
 * classification}, {@code pair-classification} and {@code next-sentence}. How scores come about
 * must not enter.
 */
package io.clozeline.heads.kind.classification;
