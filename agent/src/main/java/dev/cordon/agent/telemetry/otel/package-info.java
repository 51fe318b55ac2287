/**
 * Writes Exchanges with the OpenTelemetry API in the terms of the GenAI conventions. The package is
 * loaded once for the SDK in our own class loader, and once more beside each OpenTelemetry API that
 * an application brings: it uses nothing that is newer than API 1.0, but for metrics.
 */
@NullMarked
package dev.cordon.agent.telemetry.otel;

import org.jspecify.annotations.NullMarked;
