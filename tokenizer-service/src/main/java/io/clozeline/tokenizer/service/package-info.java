/**
 * The service around the topology: configuration, the objects and who owns them, health, metrics
 * and the page that says what is running. What happens to a text must not enter.
 */
package io.clozeline.tokenizer.service;
