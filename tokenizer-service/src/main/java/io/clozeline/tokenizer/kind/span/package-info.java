/**
 * A question beside the windows of a passage, and where in them an answer of feedback is. Which
 * answer is the best belongs to heads.
 */
package io.clozeline.tokenizer.kind.span;
