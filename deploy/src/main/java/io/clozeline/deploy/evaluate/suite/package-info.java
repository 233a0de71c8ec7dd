/**
 * Many runs in a row, their sets written down as JSON, and one report with published figures beside
 * ours. How a run goes is the evaluation's business.
 */
package io.clozeline.deploy.evaluate.suite;
