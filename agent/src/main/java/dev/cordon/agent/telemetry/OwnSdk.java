package dev.cordon.agent.telemetry;

import dev.cordon.agent.service.ServiceName;
import dev.cordon.agent.telemetry.otel.OtelWriter;
import dev.cordon.engine.audit.BlindSpot;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.ResourceConfiguration;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.resources.Resource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The SDK in our own class loader. Only touched by the thread that writes. */
final class OwnSdk {
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  private static final String[] ITS_OWN = {
    "processedSpans", "queueSize", "processedLogs", "otlp.exporter.*", "otel.sdk.*"
  };

  /** Longer than any exit may take; the one who waits has a bound of his own. */
  private static final long SHUTDOWN_SECONDS = 30;

  private final OpenTelemetrySdk sdk;
  private final OtelWriter writer;
  private final PresetIds ids;
  private final Components components;

  private OwnSdk(OpenTelemetrySdk sdk, PresetIds ids, Components components) {
    this.sdk = sdk;
    this.ids = ids;
    this.components = components;
    // Not getTracerProvider(): the Datadog agent may put its own in the place of that of every SDK.
    this.writer = new OtelWriter(sdk.getSdkTracerProvider(), sdk);
  }

  static OwnSdk start(TelemetrySettings settings, Notice notice) {
    PresetIds ids = new PresetIds();
    Components components = new Components(settings, notice);
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .setComponentLoader(components)
            .addPropertiesCustomizer(config -> settings.forSdk())
            .addTracerProviderCustomizer((builder, config) -> builder.setIdGenerator(ids))
            .addMeterProviderCustomizer((builder, config) -> withoutItsOwn(builder))
            .addResourceCustomizer(
                (resource, config) ->
                    named(
                        resource
                            .merge(Resource.create(Surroundings.detect(settings.environment())))
                            .merge(ResourceConfiguration.createEnvironmentResource(config)),
                        settings))
            .build()
            .getOpenTelemetrySdk();
    return new OwnSdk(sdk, ids, components);
  }

  /** The SDK counts its own queues and exports: nothing that tells of the application. */
  private static SdkMeterProviderBuilder withoutItsOwn(SdkMeterProviderBuilder builder) {
    View none = View.builder().setAggregation(Aggregation.drop()).build();
    for (String name : ITS_OWN) {
      builder.registerView(InstrumentSelector.builder().setName(name).build(), none);
    }
    return builder;
  }

  private static Resource named(Resource resource, TelemetrySettings settings) {
    String name = resource.getAttribute(SERVICE_NAME);
    if (name != null && !name.startsWith("unknown_service")) {
      return resource;
    }
    String program = new ServiceName(settings.environment(), System.getProperties()).ofTheProgram();
    return program == null ? resource : resource.toBuilder().put(SERVICE_NAME, program).build();
  }

  void write(EmbeddedPipeline.Finished call) {
    ids.next(call.span);
    writer.write(call.record, context(call.parent), call.conversation);
  }

  /** Counts a place where calls may pass unseen. */
  void blindSpot(BlindSpot spot) {
    writer.blindSpot(spot);
  }

  /** Writes an audit record. */
  void write(EmbeddedPipeline.AuditLine line) {
    writer.audit(line.record, line.json, context(line.span));
  }

  private static Context context(@Nullable SpanReference parent) {
    if (parent == null) {
      return Context.root();
    }
    TraceFlags flags = parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            parent.traceId(), parent.spanId(), flags, TraceState.getDefault());
    return Context.root().with(Span.wrap(remote));
  }

  /** Makes exports that fail fail at once. From any thread. */
  void hurry() {
    components.hurry();
  }

  void shutdown() {
    components.hurry();
    sdk.shutdown().join(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  /** Says what is wrong without the value of a setting that may hold a secret. */
  static String explain(Throwable fault) {
    String message = fault.getMessage();
    if (!(fault instanceof ConfigurationException) || message == null) {
      return fault.getClass().getName();
    }
    int value = message.indexOf('=');
    return value < 0 || !message.contains("headers") ? message : message.substring(0, value);
  }
}
