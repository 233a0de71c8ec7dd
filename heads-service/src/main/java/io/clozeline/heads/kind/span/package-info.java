/**
 * The kind {@code span}: the parts of a passage that answer a question, chosen among all windows
 * (Devlin et al. 2019, after SQuAD's reference code). The words of the passage must not enter.
 */
package io.clozeline.heads.kind.span;
