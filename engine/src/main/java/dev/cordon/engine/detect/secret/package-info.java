/** Secrets that open something: a catalogue of providers and the generic forms. */
@NullMarked
package dev.cordon.engine.detect.secret;

import org.jspecify.annotations.NullMarked;
