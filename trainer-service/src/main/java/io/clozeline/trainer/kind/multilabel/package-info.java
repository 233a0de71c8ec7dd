/** How the kind {@code multilabel} is learnt. */
package io.clozeline.trainer.kind.multilabel;
