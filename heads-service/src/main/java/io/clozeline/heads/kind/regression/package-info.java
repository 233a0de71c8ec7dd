/** The kind {@code regression}: a number within the task's range. Labels must not enter. */
package io.clozeline.heads.kind.regression;
