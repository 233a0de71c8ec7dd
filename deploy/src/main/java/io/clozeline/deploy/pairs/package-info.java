/**
 * Training pairs for the task of the next sentence, made from plain text. Nothing is sent from
 * here.
 */
package io.clozeline.deploy.pairs;
