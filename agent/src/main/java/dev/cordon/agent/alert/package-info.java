/**
 * Tells of what somebody should hear at once, as policy's section {@code alerts} asks: a spike, a
 * caller that does what it never did, a key that should be dead. On threads of its own.
 */
@NullMarked
package dev.cordon.agent.alert;

import org.jspecify.annotations.NullMarked;
