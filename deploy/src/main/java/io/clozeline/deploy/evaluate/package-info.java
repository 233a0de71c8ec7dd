/**
 * A labelled data set through the running chain: labelled rows in as feedback, the rest in as
 * texts, a metric out. How texts travel belongs to the client, how the chain runs to the launcher.
 */
package io.clozeline.deploy.evaluate;
