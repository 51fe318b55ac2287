/**
 * Finds sensitive spans in text. A {@link dev.cordon.engine.detect.Scanner} reads the text once;
 * anchors wake detectors, which verify locally. It knows types, positions and confidences, and
 * nothing of what is done about them.
 */
@NullMarked
package dev.cordon.engine.detect;

import org.jspecify.annotations.NullMarked;
