/**
 * Runs real applications in forked JVMs under the built agent. {@link dev.cordon.it.harness.App} is
 * the application, {@link dev.cordon.it.harness.ScriptedServer} the vendor that keeps every byte it
 * was sent, {@link dev.cordon.it.harness.OtlpReceiver} the telemetry backend. Nothing here knows
 * the agent's inside: it is a jar file, some flags and what comes out.
 */
package dev.cordon.it.harness;
