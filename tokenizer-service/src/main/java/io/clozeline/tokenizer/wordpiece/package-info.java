/**
 * Text to vocabulary ids and places in the text, through the native tokenizers library. Tasks,
 * templates and special tokens must not enter: every text that comes here is only data.
 */
package io.clozeline.tokenizer.wordpiece;
