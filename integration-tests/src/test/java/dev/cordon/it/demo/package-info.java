/** What {@code ./demo} runs: one program under the agent, and three views of its two calls. */
package dev.cordon.it.demo;
