package io.clozeline.heads.review;

/**
 * Why a text was chosen.
 *
 * @param score how much it is worth, 0 to 1; the other fields are as in {@link
 *     io.clozeline.events.Review}
 */
public record Chosen(double score, double threshold, Double similarity, String reason) {}
