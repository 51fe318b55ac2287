/**
 * Governs what clients of the Model Context Protocol's Java SDK ask servers for, above whatever
 * carries the messages: a process's pipes, server-sent events, streamable HTTP.
 */
@NullMarked
package dev.cordon.instrumentation.mcp;

import org.jspecify.annotations.NullMarked;
