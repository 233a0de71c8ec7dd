/**
 * The encoder as a TensorFlow graph, built by one set of classes for serving and for training.
 * Loading, running and feeding a graph belong to its users and must not enter.
 */
package io.clozeline.bert.graph;
