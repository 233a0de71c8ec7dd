package io.clozeline.bert.training;

import java.util.List;

/**
 * What one run of the training graph tells.
 *
 * @param slopes one array per trained array, in the order of {@link Parameters#arrays}
 */
record Gradients(double loss, List<float[]> slopes) {}
