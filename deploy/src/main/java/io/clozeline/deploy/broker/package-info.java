/**
 * A real single-node Kafka broker (KRaft) as a process of its own. Nothing of Clozeline's topics or
 * services belongs here.
 */
package io.clozeline.deploy.broker;
