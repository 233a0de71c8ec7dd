/**
 * What people do about releases: go back, choose another adapter, order and forbid learning. How
 * the trainer decides must not show here.
 */
package io.clozeline.deploy.release;
