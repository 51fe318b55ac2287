/**
 * What the author of a detector needs: the text, context words, shapes, runs of digits, types and
 * the registry. Knows nothing of the machine in {@code detect.scan} that wakes detectors, nor of
 * what is done about findings. {@code docs/adding-a-detector.md} leads through it.
 */
@NullMarked
package dev.cordon.engine.detect;

import org.jspecify.annotations.NullMarked;
