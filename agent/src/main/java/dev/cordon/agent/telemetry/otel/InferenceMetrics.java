package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ChunkTimes;
import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;

/** The conventions' metrics of calls whose answer a model made. Thread-safe. */
final class InferenceMetrics {
  private static final String[] MODALITIES = {"text", "image", "audio"};

  private final DoubleHistogram duration;
  private final DoubleHistogram firstChunk;
  private final DoubleHistogram nextChunk;
  private final LongCounter input;
  private final LongCounter output;
  private final LongCounter cacheRead;
  private final LongCounter cacheWrite;
  private final LongCounter reasoning;
  private final LongHistogram inputs;
  private final LongHistogram outputs;

  InferenceMetrics(Meter meter) {
    duration = Instruments.INFERENCE_DURATION.seconds(meter);
    firstChunk = Instruments.INFERENCE_FIRST_CHUNK.seconds(meter);
    nextChunk = Instruments.INFERENCE_NEXT_CHUNK.seconds(meter);
    input = Instruments.USED_INPUT.counter(meter);
    output = Instruments.USED_OUTPUT.counter(meter);
    cacheRead = Instruments.USED_CACHE_READ.counter(meter);
    cacheWrite = Instruments.USED_CACHE_WRITE.counter(meter);
    reasoning = Instruments.USED_REASONING.counter(meter);
    inputs = Instruments.INFERENCE_INPUT.longs(meter);
    outputs = Instruments.INFERENCE_OUTPUT.longs(meter);
  }

  void record(ExchangeRecord record, Attributes common, Attributes withError) {
    duration.record(record.durationNanos() / 1e9, withError);
    if (record.streaming() && record.firstChunkNanos() > 0) {
      firstChunk.record(record.firstChunkNanos() / 1e9, common);
    }
    ChunkTimes times = record.chunkTimes();
    if (times != null) {
      MetricWriter.chunks(nextChunk, times, common);
    }
    used(input, "input", record.inputTokens(), record, common);
    used(output, "output", record.outputTokens(), record, common);
    Attributes unknown = modality(common, "unknown");
    some(cacheRead, record.cachedInputTokens(), unknown);
    some(cacheWrite, count(record, "gen_ai.usage.cache_write.input_tokens"), unknown);
    some(reasoning, record.reasoningTokens(), unknown);
    if (record.inputTokens() >= 0) {
      inputs.record(record.inputTokens(), withError);
    }
    if (record.outputTokens() >= 0) {
      outputs.record(record.outputTokens(), withError);
    }
  }

  /** Counts what is known of each modality as that, the rest, be it nothing, as unknown. */
  private static void used(
      LongCounter counter, String side, long total, ExchangeRecord record, Attributes common) {
    long rest = Math.max(total, 0);
    for (String modality : MODALITIES) {
      long part =
          Math.min(rest, count(record, "gen_ai.usage." + modality + "." + side + "_tokens"));
      if (part > 0) {
        counter.add(part, modality(common, modality));
        rest -= part;
      }
    }
    if (rest > 0 || total <= 0) {
      counter.add(rest, modality(common, "unknown"));
    }
  }

  private static void some(LongCounter counter, long count, Attributes attributes) {
    if (count >= 0) {
      counter.add(count, attributes);
    }
  }

  private static Attributes modality(Attributes common, String modality) {
    return common.toBuilder().put(Keys.MODALITY, modality).build();
  }

  private static long count(ExchangeRecord record, String attribute) {
    Object value = record.attributes().get(attribute);
    return value instanceof Long ? (Long) value : -1;
  }
}
