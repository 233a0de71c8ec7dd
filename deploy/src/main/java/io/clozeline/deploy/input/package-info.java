/**
 * What people hand in: plain lines, TSV and JSONL become texts and feedback. Nothing is sent from
 * here.
 */
package io.clozeline.deploy.input;
