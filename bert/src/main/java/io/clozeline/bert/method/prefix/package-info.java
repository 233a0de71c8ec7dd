/** Keys and values that every token attends to (Li and Liang, 2021). */
package io.clozeline.bert.method.prefix;
