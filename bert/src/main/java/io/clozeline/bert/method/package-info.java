/**
 * Ways to adapt the frozen encoder, a folder each: which numbers it trains, what they are called in
 * files, and how they enter the graphs that train and serve. What they are trained on must not
 * enter.
 */
package io.clozeline.bert.method;
