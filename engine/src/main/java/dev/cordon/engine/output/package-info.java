/** What an answer must not say: patterns, length, language. */
@NullMarked
package dev.cordon.engine.output;

import org.jspecify.annotations.NullMarked;
