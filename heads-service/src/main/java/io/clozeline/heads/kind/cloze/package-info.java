/**
 * The kind {@code cloze}: the likeliest words for the masks that a text itself holds. Labels and
 * calibration must not enter.
 */
package io.clozeline.heads.kind.cloze;
