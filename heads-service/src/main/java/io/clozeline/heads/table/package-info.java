/**
 * The compacted topics as heads needs them: tasks by version, the heads of adapters, the live
 * releases. What is done with them belongs elsewhere.
 */
package io.clozeline.heads.table;
