/**
 * Pattern-exploiting training (Schick and Schütze 2021): what a task's patterns, each tuned on a
 * few labels, say together of texts that have none. How texts and examples came here must not show.
 */
package io.clozeline.trainer.pet;
