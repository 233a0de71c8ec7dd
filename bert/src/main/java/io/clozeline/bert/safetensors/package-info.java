/**
 * The safetensors container: named tensors behind a JSON header, read as if an enemy had sent it.
 * What the tensors mean must not enter.
 */
package io.clozeline.bert.safetensors;
