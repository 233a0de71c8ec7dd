/**
 * Chooses which texts people are asked about: the uncertain ones, unlike each other, within a
 * budget. Kafka, and what the answers mean, must stay out.
 */
package io.clozeline.heads.review;
