/**
 * Stands in for parts of the JDK in the OpenTelemetry SDK that the agent carries: the packaging
 * renames the SDK's references to them.
 */
@NullMarked
package dev.cordon.agent.telemetry.sdk;

import org.jspecify.annotations.NullMarked;
