/**
 * The machine that runs detectors: one pass over a text, in which an index of keywords, shapes and
 * marks wakes the detectors that were registered. {@code docs/scanner.md} explains it.
 */
@NullMarked
package dev.cordon.engine.detect.scan;

import org.jspecify.annotations.NullMarked;
