/**
 * Spans and metrics of every Exchange. {@link dev.cordon.agent.telemetry.Telemetry} finds the
 * pipeline that a call belongs to: the OpenTelemetry of the application or of an agent beside us,
 * else the SDK in our own class loader. Costs nothing where nobody listens.
 */
@NullMarked
package dev.cordon.agent.telemetry;

import org.jspecify.annotations.NullMarked;
