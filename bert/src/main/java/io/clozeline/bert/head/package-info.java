/**
 * What turns one vector into one logit per label or per word, in plain Java. TensorFlow must not
 * enter: these classes run where no native library is loaded.
 */
package io.clozeline.bert.head;
