package io.clozeline.trainer.gate;

/**
 * What the gate says of a challenger.
 *
 * @param promoted whether it takes the champion's place
 * @param overall on all examples that were kept apart
 * @param recent on the newest of them
 * @param reason one sentence for a person
 */
public record Judgement(boolean promoted, Comparison overall, Comparison recent, String reason) {}
