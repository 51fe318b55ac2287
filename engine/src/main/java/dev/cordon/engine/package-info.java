/**
 * The engine's front door. An instrumentation asks the {@link dev.cordon.engine.Gate} for an {@link
 * dev.cordon.engine.Exchange}, gives it the request's bytes, obeys the {@link
 * dev.cordon.engine.Verdict}, and pumps the answer's bytes through a {@link
 * dev.cordon.engine.StreamTransform}. Nothing here knows a client library, and nothing here throws
 * at an instrumentation.
 */
@NullMarked
package dev.cordon.engine;

import org.jspecify.annotations.NullMarked;
