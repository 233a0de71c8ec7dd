/**
 * What a row of a data set means to a task: the feedback that it makes, and how its annotation is
 * scored. A package below for each kind of task; shared code lives here, figures in {@code metric}.
 */
package io.clozeline.deploy.evaluate.kind;
