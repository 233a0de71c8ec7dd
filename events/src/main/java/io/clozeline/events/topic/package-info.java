/**
 * The topics, each once: its name, what it holds and how it is kept. No topic is named anywhere
 * else.
 */
package io.clozeline.events.topic;
