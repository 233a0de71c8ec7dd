/**
 * What people are asked about, with the texts that belong to it, and how it is printed. Which texts
 * are asked about is decided elsewhere.
 */
package io.clozeline.deploy.review;
