/** Vectors that scale keys, values and activations (Liu et al., 2022). */
package io.clozeline.bert.method.ia3;
