/** How the kind {@code regression} is learnt. */
package io.clozeline.trainer.kind.regression;
