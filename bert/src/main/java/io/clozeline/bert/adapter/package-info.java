/**
 * Adapters as immutable, digest-named files in the layout of Hugging Face PEFT. How an adapter is
 * trained or applied must not enter.
 */
package io.clozeline.bert.adapter;
