/**
 * One AI call from its head to its end: recognised, judged, redacted, restored, recorded. {@link
 * dev.cordon.engine.call.Engine} is the {@link dev.cordon.engine.Gate} that the instrumentations
 * ask.
 */
@NullMarked
package dev.cordon.engine.call;

import org.jspecify.annotations.NullMarked;
