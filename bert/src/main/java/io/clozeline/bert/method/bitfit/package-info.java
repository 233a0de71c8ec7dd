/** Updates of the encoder's biases alone (Ben Zaken et al., 2022). */
package io.clozeline.bert.method.bitfit;
