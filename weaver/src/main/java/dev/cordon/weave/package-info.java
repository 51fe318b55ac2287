/**
 * Weaves hooks into class files and links them. A woven method asks a call site before its body,
 * before it returns or before a throwable leaves it; the call site is linked to an
 * instrumentation's advice, with a guard around it. Nothing is added to a class but instructions,
 * so that loaded classes can be woven too.
 */
@NullMarked
package dev.cordon.weave;

import org.jspecify.annotations.NullMarked;
