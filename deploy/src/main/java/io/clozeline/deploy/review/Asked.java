package io.clozeline.deploy.review;

import io.clozeline.events.Review;
import io.clozeline.events.Text;

/**
 * A question to people.
 *
 * @param text null where it is no longer on its topic
 */
public record Asked(Review review, Text text) {}
