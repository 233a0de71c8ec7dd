package io.clozeline.heads.review;

/**
 * What became of a candidate.
 *
 * @param chosen null for a text that is not sent
 * @param threshold the score that is asked of texts now, 0 to 1
 * @param left texts that could be sent at once
 */
public record Verdict(Chosen chosen, double threshold, double left) {}
