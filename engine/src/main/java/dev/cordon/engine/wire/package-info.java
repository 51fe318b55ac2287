/**
 * Knows the APIs: which paths, where content stands in a request and an answer, how streams are
 * framed. It finds the texts and splices replacements into the bytes, at the right depth of
 * escaping; what is sensitive is decided elsewhere. APIs are a catalogue, not code.
 */
@NullMarked
package dev.cordon.engine.wire;

import org.jspecify.annotations.NullMarked;
