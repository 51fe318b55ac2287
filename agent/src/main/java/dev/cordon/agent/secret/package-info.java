/**
 * Secrets from where companies keep them, by plain REST calls. Loaded only where a policy names
 * one. Nothing of a secret is in a message, and the last good value counts while a store is away.
 */
@NullMarked
package dev.cordon.agent.secret;

import org.jspecify.annotations.NullMarked;
