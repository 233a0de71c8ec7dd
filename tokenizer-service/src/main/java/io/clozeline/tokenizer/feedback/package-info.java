/**
 * Feedback becomes an example that the trainer learns from, or erases one. What is learned, and
 * when, must not enter.
 */
package io.clozeline.tokenizer.feedback;
