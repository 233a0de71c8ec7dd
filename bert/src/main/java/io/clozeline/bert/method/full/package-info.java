/** All weights of the encoder; what is trained is a model of its own, kept by reference. */
package io.clozeline.bert.method.full;
