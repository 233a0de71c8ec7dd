/**
 * The safetensors container: named tensors behind a JSON header, read as if it came from an enemy.
 * What the tensors mean must not enter.
 */
package io.clozeline.bert.safetensors;
