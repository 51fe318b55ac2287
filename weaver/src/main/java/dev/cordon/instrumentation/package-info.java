/**
 * What an instrumentation module implements. An {@link dev.cordon.instrumentation.Instrumentation}
 * names classes, methods and the advice that runs in them; the agent weaves the hooks and links
 * them. A module is a handful of small classes that translate between one library's types and the
 * engine's.
 */
@NullMarked
package dev.cordon.instrumentation;

import org.jspecify.annotations.NullMarked;
