package dev.cordon.agent.telemetry.otel;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Attribute names. {@code gen_ai.*}: repository open-telemetry/semantic-conventions-genai, {@code
 * docs/gen-ai/client-inference.md} and {@code client-embeddings.md}. {@code server.*} and {@code
 * error.type}: the general conventions. {@code cordon.*}: our own.
 */
final class Keys {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
  static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
  static final AttributeKey<Boolean> STREAM = AttributeKey.booleanKey("gen_ai.request.stream");
  static final AttributeKey<String> RESPONSE_MODEL =
      AttributeKey.stringKey("gen_ai.response.model");
  static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
  static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  static final AttributeKey<Double> TIME_TO_FIRST_CHUNK =
      AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
  static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("gen_ai.conversation.id");
  static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
  static final AttributeKey<Long> OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  static final AttributeKey<Long> CACHE_READ_TOKENS =
      AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
  static final AttributeKey<Long> REASONING_TOKENS =
      AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");
  static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");
  static final AttributeKey<String> MODALITY = AttributeKey.stringKey("gen_ai.token.modality");
  static final AttributeKey<String> AZURE =
      AttributeKey.stringKey("azure.resource_provider.namespace");

  static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  static final AttributeKey<String> EXCHANGE_ID = AttributeKey.stringKey("cordon.exchange.id");
  static final AttributeKey<String> MODE = AttributeKey.stringKey("cordon.mode");
  static final AttributeKey<String> CALL_SITE = AttributeKey.stringKey("cordon.caller");
  static final AttributeKey<String> CALLER_RULE = AttributeKey.stringKey("cordon.caller.rule");
  static final AttributeKey<List<String>> LABELS = AttributeKey.stringArrayKey("cordon.labels");
  static final AttributeKey<String> EXCEPTION = AttributeKey.stringKey("cordon.exception");
  static final AttributeKey<List<String>> EXCEPTIONS =
      AttributeKey.stringArrayKey("cordon.exceptions");
  static final AttributeKey<String> DEPRECATED = AttributeKey.stringKey("cordon.model.deprecated");
  static final AttributeKey<String> PROFILE = AttributeKey.stringKey("cordon.profile");
  static final AttributeKey<Long> RESTORED = AttributeKey.longKey("cordon.restored");
  static final AttributeKey<Long> UNSCANNED = AttributeKey.longKey("cordon.unscanned_bytes");

  /** Begins the names of counts and bytes by kind of what an answer holds beside texts. */
  static final String ANSWER = "cordon.answer.";

  static final AttributeKey<String> FINDING_TYPE = AttributeKey.stringKey("cordon.finding.type");
  static final AttributeKey<String> FINDING_CLASS = AttributeKey.stringKey("cordon.finding.class");
  static final AttributeKey<String> FINDING_ACTION =
      AttributeKey.stringKey("cordon.finding.action");
  static final AttributeKey<String> FINDING_OUTCOME =
      AttributeKey.stringKey("cordon.finding.outcome");
  static final AttributeKey<Long> FINDING_COUNT = AttributeKey.longKey("cordon.finding.count");

  static final AttributeKey<String> THREAT_TYPE = AttributeKey.stringKey("cordon.threat.type");
  static final AttributeKey<String> THREAT_ORIGIN = AttributeKey.stringKey("cordon.threat.origin");
  static final AttributeKey<String> THREAT_ACTION = AttributeKey.stringKey("cordon.threat.action");
  static final AttributeKey<Long> THREAT_COUNT = AttributeKey.longKey("cordon.threat.count");

  static final AttributeKey<String> ALERT = AttributeKey.stringKey("cordon.alert");

  /** Begins the names of what an alert is about, such as {@code cordon.alert.caller}. */
  static final String ALERT_OF = "cordon.alert.";

  static final AttributeKey<Double> COST = AttributeKey.doubleKey("cordon.cost");
  static final AttributeKey<String> COST_UNKNOWN = AttributeKey.stringKey("cordon.cost.unknown");
  static final AttributeKey<String> REGION = AttributeKey.stringKey("cordon.region");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("cordon.route");

  static final AttributeKey<String> LIBRARY = AttributeKey.stringKey("cordon.library");
  static final AttributeKey<String> HOOK = AttributeKey.stringKey("cordon.hook");
  static final AttributeKey<String> CLASS = AttributeKey.stringKey("cordon.hook.class");
  static final AttributeKey<String> CALLER = AttributeKey.stringKey("cordon.connection.caller");
  static final AttributeKey<Boolean> REFUSED = AttributeKey.booleanKey("cordon.connection.refused");

  private Keys() {}
}
