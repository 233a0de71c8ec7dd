/**
 * Looks into the dead letters and sends them back to where they came from, each at most once unless
 * asked again. What makes a record a dead letter is decided by the services, not here.
 */
package io.clozeline.deploy.deadletters;
