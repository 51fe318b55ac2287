/**
 * Links in answers: where they lead, whether a value may be put into them and in which form, and
 * what becomes of those that lead to hosts that nobody named.
 */
@NullMarked
package dev.cordon.engine.link;

import org.jspecify.annotations.NullMarked;
