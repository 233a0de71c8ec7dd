/**
 * The graphs that serve: one for the base model and low-rank updates, which is what nearly all
 * batches need, and one for adapters of any method; and what a batch feeds to either. Running a
 * graph must not enter.
 */
package io.clozeline.bert.serving;
