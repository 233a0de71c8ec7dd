/**
 * Labels and erasures of a person into the running chain, each followed until the chain has taken
 * or refused it. Training is the trainer's business.
 */
package io.clozeline.deploy.feedback;
