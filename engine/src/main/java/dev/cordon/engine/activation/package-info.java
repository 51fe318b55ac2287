/**
 * A policy made ready to judge calls: its scanners, its vault, its redactors; and which one is in
 * force.
 */
@NullMarked
package dev.cordon.engine.activation;

import org.jspecify.annotations.NullMarked;
