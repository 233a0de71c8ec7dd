/**
 * One-time preparation of the cache: native libraries and model directories, made from jars on the
 * class path. Nothing that runs per text may enter, and nothing here reaches for the network.
 */
package io.clozeline.bert.setup;
