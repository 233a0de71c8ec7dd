/** What an encoder is, whatever computes it; batches, and encoders made of others. */
package io.clozeline.bert.encoder;
