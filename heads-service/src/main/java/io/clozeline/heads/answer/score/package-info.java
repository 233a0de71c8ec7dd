/**
 * What heads say of the sequences of one text, and how windows, patterns and draws become one
 * answer: shared by the kinds. What a kind makes of it must not enter.
 */
package io.clozeline.heads.answer.score;
