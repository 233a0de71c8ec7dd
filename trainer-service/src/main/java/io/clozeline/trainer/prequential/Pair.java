package io.clozeline.trainer.prequential;

/**
 * What the live adapter and a challenger made of one document.
 *
 * @param id a hash of the document's id
 * @param slice what the right answer is counted as
 * @param champion how right the live adapter was, 0 to 1
 * @param challenger how right the challenger was
 */
public record Pair(long id, String slice, double champion, double challenger) {}
