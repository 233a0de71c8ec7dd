/**
 * The loop that looks at every task, and the run that trains one. Topics and the framework must not
 * show here.
 */
package io.clozeline.trainer.run;
