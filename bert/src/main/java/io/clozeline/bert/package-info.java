/**
 * The model as data: where it lies, what it is, and the sequences that go into it. Nothing here
 * loads TensorFlow, and nothing here knows of Kafka, services or texts.
 */
package io.clozeline.bert;
