/** How the kind {@code cloze} is learnt. */
package io.clozeline.trainer.kind.cloze;
