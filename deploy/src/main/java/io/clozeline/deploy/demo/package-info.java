/**
 * The demonstration: shipped review sentences annotated without a label, corrected with 32, and
 * annotated again. What it shows goes through the same client as anybody's texts.
 */
package io.clozeline.deploy.demo;
