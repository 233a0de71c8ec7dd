/** Vectors of words that no vocabulary has, before each sequence (Lester et al., 2021). */
package io.clozeline.bert.method.softprompt;
