/**
 * The tasks that are defined now, each ready to lay out texts. How a layout works and what is done
 * with its sequences must not enter.
 */
package io.clozeline.tokenizer.task;
