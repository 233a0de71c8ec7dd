package io.clozeline.heads.review;

import java.util.function.DoubleSupplier;

/**
 * What became of a candidate.
 *
 * @param chosen null for a text that is not sent
 * @param threshold the score that was asked of it, 0 to 1; found out when it is asked for
 * @param left texts that could be sent at once
 */
public record Verdict(Chosen chosen, DoubleSupplier threshold, double left) {}
