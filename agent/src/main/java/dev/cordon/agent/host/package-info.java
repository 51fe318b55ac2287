/**
 * Puts the agent together: starts the engine at the first call with its policy, its telemetry and
 * the one-line log, and reports our own faults. What each of them does is theirs; here they only
 * meet.
 */
@NullMarked
package dev.cordon.agent.host;

import org.jspecify.annotations.NullMarked;
