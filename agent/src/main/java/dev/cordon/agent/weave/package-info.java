/**
 * Weaves hooks into target classes and links them. A woven method asks an {@code invokedynamic}
 * call site before its body or before it returns; the call site is linked to an instrumentation's
 * advice, which lives in a loader that sees both the library and the engine. Nothing is added to a
 * class but instructions, so that loaded classes can be woven too.
 */
@NullMarked
package dev.cordon.agent.weave;

import org.jspecify.annotations.NullMarked;
