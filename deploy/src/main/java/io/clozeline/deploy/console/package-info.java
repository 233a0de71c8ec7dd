/** What a person sees in the terminal: progress, tables, messages. Nothing is decided here. */
package io.clozeline.deploy.console;
