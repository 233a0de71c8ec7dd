/**
 * The encoder beside ONNX Runtime's, on the same small model; built by the Maven profile {@code
 * onnxruntime} alone.
 */
package io.clozeline.deploy.onnxruntime;
