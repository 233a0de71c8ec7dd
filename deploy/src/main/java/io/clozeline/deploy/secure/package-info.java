/**
 * Who a secured chain lets in: principals, their secrets, and what each may read and write. How
 * processes are started must not enter.
 */
package io.clozeline.deploy.secure;
