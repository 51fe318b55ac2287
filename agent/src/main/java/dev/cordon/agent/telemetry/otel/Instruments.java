package dev.cordon.agent.telemetry.otel;

import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongHistogramBuilder;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue of metrics. Names, units and buckets of {@code gen_ai.*}: repository
 * open-telemetry/semantic-conventions-genai, {@code docs/gen-ai/client-inference.md}, {@code
 * client-embeddings.md} and {@code gen-ai-token-metrics.md}. {@code gen_ai.client.operation.*} and
 * {@code gen_ai.client.token.usage} are what the conventions had for every operation before; most
 * dashboards know these.
 */
enum Instruments {
  INFERENCE_DURATION(
      "gen_ai.client.inference.duration",
      "s",
      "How long a call took whose answer a model made.",
      Buckets.SECONDS),
  INFERENCE_FIRST_CHUNK(
      "gen_ai.client.inference.time_to_first_chunk",
      "s",
      "Of these, how long the first chunk of a streamed answer took.",
      Buckets.SECONDS),
  INFERENCE_NEXT_CHUNK(
      "gen_ai.client.inference.time_per_output_chunk",
      "s",
      "Of these, how long each further chunk of a streamed answer took.",
      Buckets.SECONDS),
  USED_INPUT(
      "gen_ai.client.inference.usage.input_tokens",
      "{token}",
      "Tokens read, those of the cache too.",
      Buckets.NONE),
  USED_OUTPUT(
      "gen_ai.client.inference.usage.output_tokens",
      "{token}",
      "Tokens written, reasoning too.",
      Buckets.NONE),
  USED_CACHE_READ(
      "gen_ai.client.inference.usage.cache_read.input_tokens",
      "{token}",
      "Of the tokens read, those from the vendor's cache.",
      Buckets.NONE),
  USED_CACHE_WRITE(
      "gen_ai.client.inference.usage.cache_write.input_tokens",
      "{token}",
      "Of the tokens read, those written to the vendor's cache.",
      Buckets.NONE),
  USED_REASONING(
      "gen_ai.client.inference.usage.reasoning.output_tokens",
      "{token}",
      "Of the tokens written, reasoning.",
      Buckets.NONE),
  INFERENCE_INPUT(
      "gen_ai.client.inference.operation.input_tokens",
      "{token}",
      "Tokens that a call read.",
      Buckets.TOKENS),
  INFERENCE_OUTPUT(
      "gen_ai.client.inference.operation.output_tokens",
      "{token}",
      "Tokens that a call wrote.",
      Buckets.TOKENS),
  EMBEDDINGS_DURATION(
      "gen_ai.client.embeddings.duration", "s", "How long embedding took.", Buckets.SECONDS),
  EMBEDDINGS_INPUT(
      "gen_ai.client.embeddings.operation.input_tokens",
      "{token}",
      "Tokens that were embedded in a call.",
      Buckets.TOKENS),
  OPERATION_DURATION(
      "gen_ai.client.operation.duration",
      "s",
      "How long a call took, whatever its operation.",
      Buckets.SECONDS),
  TIME_TO_FIRST_CHUNK(
      "gen_ai.client.operation.time_to_first_chunk",
      "s",
      "How long the first chunk of a streamed answer took.",
      Buckets.SECONDS),
  TIME_PER_OUTPUT_CHUNK(
      "gen_ai.client.operation.time_per_output_chunk",
      "s",
      "How long each further chunk of a streamed answer took.",
      Buckets.SECONDS),
  TOKEN_USAGE("gen_ai.client.token.usage", "{token}", "Tokens read and written.", Buckets.TOKENS),
  ENGINE_DURATION(
      "cordon.engine.duration",
      "s",
      "Time that Cordon spent on the application's thread in one call.",
      Buckets.ENGINE),
  FINDINGS("cordon.findings", "{finding}", "Sensitive values that were found.", Buckets.NONE),
  THREATS(
      "cordon.threats",
      "{threat}",
      "Links, hidden text, instructions and canaries that were found.",
      Buckets.NONE),
  REFUSALS("cordon.refusals", "{call}", "Calls that policy refused.", Buckets.NONE),
  EXCEPTIONS(
      "cordon.exceptions",
      "{call}",
      "Calls and connections for which an exception lifted a rule.",
      Buckets.NONE),
  UNSCANNED("cordon.unscanned", "By", "Content that can't be read as text.", Buckets.NONE),
  ERRORS(
      "cordon.engine.errors",
      "{call}",
      "Calls that could not be judged, whether they went on or not.",
      Buckets.NONE),
  AUDIT_LOST(
      "cordon.audit.lost",
      "{record}",
      "Calls whose audit record could not be written.",
      Buckets.NONE),
  UNLINKED(
      "cordon.hooks.unlinked",
      "{hook}",
      "Hooks that do nothing, so that calls may pass unseen.",
      Buckets.NONE),
  UNGUARDED(
      "cordon.connections.unguarded",
      "{connection}",
      "Classes and hosts of connections to AI vendors that no governed call made.",
      Buckets.NONE),
  FLAWED(
      "cordon.connections.flawed",
      "{connection}",
      "Rules and hosts of connections to AI vendors that are not as policy wants them.",
      Buckets.NONE),
  ALERTS("cordon.alerts", "{alert}", "Alerts that policy asks for.", Buckets.NONE),
  COST(
      "cordon.cost",
      "{USD}",
      "What calls cost by the prices in force, in US dollars, as far as it is known.",
      Buckets.NONE);

  private final String metricName;
  private final String unit;
  private final String description;
  private final double[] buckets;

  Instruments(String metricName, String unit, String description, double[] buckets) {
    this.metricName = metricName;
    this.unit = unit;
    this.description = description;
    this.buckets = buckets;
  }

  /** One line of the table in docs/telemetry.md. */
  String row() {
    String kind = buckets.length == 0 ? "counter" : "histogram";
    return "| `" + metricName + "` | " + kind + " | `" + unit + "` | " + description + " |";
  }

  DoubleHistogram seconds(Meter meter) {
    DoubleHistogramBuilder builder = histogram(meter);
    try {
      builder.setExplicitBucketBoundariesAdvice(boundaries());
    } catch (LinkageError beforeApi132) {
      return builder.build();
    }
    return builder.build();
  }

  LongHistogram longs(Meter meter) {
    LongHistogramBuilder builder = histogram(meter).ofLongs();
    List<Long> whole = new ArrayList<>(buckets.length);
    for (double bucket : buckets) {
      whole.add((long) bucket);
    }
    try {
      builder.setExplicitBucketBoundariesAdvice(whole);
    } catch (LinkageError beforeApi132) {
      return builder.build();
    }
    return builder.build();
  }

  LongCounter counter(Meter meter) {
    return meter.counterBuilder(metricName).setUnit(unit).setDescription(description).build();
  }

  DoubleCounter decimals(Meter meter) {
    return meter
        .counterBuilder(metricName)
        .ofDoubles()
        .setUnit(unit)
        .setDescription(description)
        .build();
  }

  private DoubleHistogramBuilder histogram(Meter meter) {
    return meter.histogramBuilder(metricName).setUnit(unit).setDescription(description);
  }

  private List<Double> boundaries() {
    List<Double> list = new ArrayList<>(buckets.length);
    for (double bucket : buckets) {
      list.add(bucket);
    }
    return list;
  }

  private static final class Buckets {
    static final double[] NONE = {};
    static final double[] SECONDS = {
      0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };
    static final double[] TOKENS = {
      1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
    };
    static final double[] ENGINE = {
      0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1
    };
  }
}
