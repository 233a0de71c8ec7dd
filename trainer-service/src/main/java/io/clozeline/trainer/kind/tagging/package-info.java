/** How the kind {@code tagging} is learnt. */
package io.clozeline.trainer.kind.tagging;
