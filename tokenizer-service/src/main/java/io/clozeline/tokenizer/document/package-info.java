/**
 * Where the texts of the last while stand on their topic, so that feedback needs only name its
 * document. What the texts say is kept nowhere but on their topic.
 */
package io.clozeline.tokenizer.document;
