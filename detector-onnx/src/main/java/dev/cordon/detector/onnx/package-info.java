/**
 * A detector that runs a language model which marks the words of a text (token classification),
 * with ONNX Runtime, in the application's process.
 */
@NullMarked
package dev.cordon.detector.onnx;

import org.jspecify.annotations.NullMarked;
