/**
 * Texts as bytes with pieces replaced, and how much of a body was read as text. A leaf: it needs
 * nothing of the engine.
 */
@NullMarked
package dev.cordon.engine.text;

import org.jspecify.annotations.NullMarked;
