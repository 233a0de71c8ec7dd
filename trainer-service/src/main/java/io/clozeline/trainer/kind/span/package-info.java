/** How the kind {@code span} is learnt. */
package io.clozeline.trainer.kind.span;
