/** Hooks of openai-java. */
@NullMarked
package dev.cordon.instrumentation.openai;

import org.jspecify.annotations.NullMarked;
