/**
 * How an adapter and its release reach their topics, together and once. What is published must not
 * be decided here.
 */
package io.clozeline.trainer.publish;
