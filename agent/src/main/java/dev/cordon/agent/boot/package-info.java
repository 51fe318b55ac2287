/**
 * The entry of the agent: the only classes that an application's class path gains. {@code premain}
 * registers one transformer that compares names, and nothing else is loaded until the first target
 * class appears. Everything heavier lives in archives nested in the agent's jar, behind {@link
 * dev.cordon.agent.boot.AgentClassLoader}, where no application sees it.
 */
@NullMarked
package dev.cordon.agent.boot;

import org.jspecify.annotations.NullMarked;
