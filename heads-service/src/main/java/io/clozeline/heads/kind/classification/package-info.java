/**
 * Kinds whose answer is one of the task's labels: by the words of a prompt or by a trained linear
 * head. Kinds that answer otherwise have packages of their own.
 */
package io.clozeline.heads.answer.label;
