/** Low-rank updates of the encoder's products (Hu et al., 2021). */
package io.clozeline.bert.method.lora;
