/** How kinds with one label for a text or a pair are learnt. */
package io.clozeline.trainer.kind.label;
