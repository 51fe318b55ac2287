package dev.cordon.engine.audit;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.detect.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an Exchange: names, counts, sizes and times, never content and never a finding's
 * value. The engine fills it as the Exchange goes on; it is complete when {@link
 * ExchangeObserver#ended} receives it. Used by one thread at a time.
 */
public final class ExchangeRecord {
  /** What was decided about a request. */
  public enum Decision {
    /** Forwarded as it was. */
    ALLOW,
    /** Forwarded redacted. */
    MODIFY,
    /** Refused. */
    DENY,
    /**
     * Forwarded as it was although the policy would have changed or refused it: the mode is {@code
     * observe}.
     */
    AUDIT,
    /** Forwarded as it was because the engine failed and {@code on_error} is {@code allow}. */
    WARN
  }

  private final String id;
  private final RequestHead head;
  private final long startEpochNanos;
  private final long startNanoTime;
  private @Nullable String vendor;
  private @Nullable String provider;
  private @Nullable String wireFormat;
  private String operation = "unknown";
  private @Nullable String serverAddress;
  private int serverPort = -1;
  private String mode = "enforce";
  private String policyVersion = "";
  private Decision decision = Decision.ALLOW;
  private @Nullable String rule;
  private boolean streaming;
  private @Nullable String requestModel;
  private @Nullable String responseModel;
  private @Nullable String responseId;
  private @Nullable String conversationId;
  private int status;
  private @Nullable String errorType;
  private long requestBytes;
  private long sentBytes;
  private long responseBytes;
  private long unscannedBytes;
  private long inputTokens = -1;
  private long outputTokens = -1;
  private long cachedInputTokens = -1;
  private long reasoningTokens = -1;
  private int attempts;
  private long engineNanos;
  private long firstChunkNanos;
  private long durationNanos;
  private int restored;
  private @Nullable String user;
  private @Nullable String spanId;
  private @Nullable String traceId;
  private final List<String> finishReasons = new ArrayList<>(1);
  private final Map<String, FindingCount> inputFindings = new TreeMap<>();
  private final Map<String, FindingCount> outputFindings = new TreeMap<>();
  private @Nullable Map<String, Object> attributes;

  /**
   * Begins a record.
   *
   * @param id the Exchange's identifier
   * @param head the request as the owner saw it
   * @param startEpochNanos now, nanoseconds since the epoch
   * @param startNanoTime now, on {@link System#nanoTime}
   */
  public ExchangeRecord(String id, RequestHead head, long startEpochNanos, long startNanoTime) {
    this.id = id;
    this.head = head;
    this.startEpochNanos = startEpochNanos;
    this.startNanoTime = startNanoTime;
  }

  /** Copies a record but for its request, which may hold the application's own objects. */
  private ExchangeRecord(ExchangeRecord other) {
    this.id = other.id;
    this.head = other.head.detached();
    this.startEpochNanos = other.startEpochNanos;
    this.startNanoTime = other.startNanoTime;
    this.vendor = other.vendor;
    this.provider = other.provider;
    this.wireFormat = other.wireFormat;
    this.operation = other.operation;
    this.serverAddress = other.serverAddress;
    this.serverPort = other.serverPort;
    this.mode = other.mode;
    this.policyVersion = other.policyVersion;
    this.decision = other.decision;
    this.rule = other.rule;
    this.streaming = other.streaming;
    this.requestModel = other.requestModel;
    this.responseModel = other.responseModel;
    this.responseId = other.responseId;
    this.conversationId = other.conversationId;
    this.status = other.status;
    this.errorType = other.errorType;
    this.requestBytes = other.requestBytes;
    this.sentBytes = other.sentBytes;
    this.responseBytes = other.responseBytes;
    this.unscannedBytes = other.unscannedBytes;
    this.inputTokens = other.inputTokens;
    this.outputTokens = other.outputTokens;
    this.cachedInputTokens = other.cachedInputTokens;
    this.reasoningTokens = other.reasoningTokens;
    this.attempts = other.attempts;
    this.engineNanos = other.engineNanos;
    this.firstChunkNanos = other.firstChunkNanos;
    this.durationNanos = other.durationNanos;
    this.restored = other.restored;
    this.traceId = other.traceId;
    this.spanId = other.spanId;
    this.user = other.user;
    this.finishReasons.addAll(other.finishReasons);
    this.inputFindings.putAll(other.inputFindings);
    this.outputFindings.putAll(other.outputFindings);
    this.attributes = other.attributes;
  }

  /**
   * Returns a copy for another thread to read later, once the Exchange has ended. Its {@link #head}
   * has no headers, no query and no class loader, so the copy keeps nothing of the application
   * alive.
   */
  public ExchangeRecord detached() {
    return new ExchangeRecord(this);
  }

  /** Returns the Exchange's identifier. */
  public String id() {
    return id;
  }

  /** Returns the request as the owner saw it; headers and query may hold secrets and go nowhere. */
  public RequestHead head() {
    return head;
  }

  /** Returns when the Exchange was opened, nanoseconds since the epoch. */
  public long startEpochNanos() {
    return startEpochNanos;
  }

  /** Returns the same on {@link System#nanoTime}. */
  public long startNanoTime() {
    return startNanoTime;
  }

  /**
   * Returns the catalogue's identifier of who receives the call, such as {@code openai}; null when
   * the host is not in the catalogue.
   */
  public @Nullable String vendor() {
    return vendor;
  }

  /**
   * Sets the catalogue's identifier of who receives the call, such as {@code openai}; null when the
   * host is not in the catalogue.
   */
  public void vendor(@Nullable String value) {
    this.vendor = value;
  }

  /**
   * Returns the {@code gen_ai.provider.name} of who receives the call; null where it is the same as
   * {@link #vendor}.
   */
  public @Nullable String provider() {
    return provider;
  }

  /** Sets the {@code gen_ai.provider.name}, where it differs from {@link #vendor}. */
  public void provider(@Nullable String value) {
    this.provider = value;
  }

  /** Returns the identifier of the wire format, such as {@code openai.chat}; null when unknown. */
  public @Nullable String wireFormat() {
    return wireFormat;
  }

  /** Sets the identifier of the wire format, such as {@code openai.chat}; null when unknown. */
  public void wireFormat(@Nullable String value) {
    this.wireFormat = value;
  }

  /**
   * Returns the operation in the words of the GenAI conventions: {@code chat}, {@code embeddings},
   * {@code text_completion}, {@code generate_content} ….
   */
  public String operation() {
    return operation;
  }

  /**
   * Sets the operation in the words of the GenAI conventions: {@code chat}, {@code embeddings},
   * {@code text_completion}, {@code generate_content} ….
   */
  public void operation(String value) {
    this.operation = value;
  }

  /** Returns the host that the request went to. */
  public @Nullable String serverAddress() {
    return serverAddress;
  }

  /** Sets the host that the request went to. */
  public void serverAddress(@Nullable String value) {
    this.serverAddress = value;
  }

  /** Returns its port, or -1. */
  public int serverPort() {
    return serverPort;
  }

  /** Sets its port, or -1. */
  public void serverPort(int value) {
    this.serverPort = value;
  }

  /** Returns the policy's mode: {@code enforce}, {@code observe}. */
  public String mode() {
    return mode;
  }

  /** Sets the policy's mode: {@code enforce}, {@code observe}. */
  public void mode(String value) {
    this.mode = value;
  }

  /** Returns a short hash of the policy in force. */
  public String policyVersion() {
    return policyVersion;
  }

  /** Sets a short hash of the policy in force. */
  public void policyVersion(String value) {
    this.policyVersion = value;
  }

  /** Returns what was decided about the request. */
  public Decision decision() {
    return decision;
  }

  /** Sets what was decided about the request. */
  public void decision(Decision value) {
    this.decision = value;
  }

  /** Returns the policy rule or the reason that decided, for refusals and failures. */
  public @Nullable String rule() {
    return rule;
  }

  /** Sets the policy rule or the reason that decided, for refusals and failures. */
  public void rule(@Nullable String value) {
    this.rule = value;
  }

  /** Returns whether the answer is a stream. */
  public boolean streaming() {
    return streaming;
  }

  /** Sets whether the answer is a stream. */
  public void streaming(boolean value) {
    this.streaming = value;
  }

  /** Returns the model that was asked for. */
  public @Nullable String requestModel() {
    return requestModel;
  }

  /** Sets the model that was asked for. */
  public void requestModel(@Nullable String value) {
    this.requestModel = value;
  }

  /** Returns the model that answered. */
  public @Nullable String responseModel() {
    return responseModel;
  }

  /** Sets the model that answered. */
  public void responseModel(@Nullable String value) {
    this.responseModel = value;
  }

  /** Returns the answer's identifier. */
  public @Nullable String responseId() {
    return responseId;
  }

  /** Sets the answer's identifier. */
  public void responseId(@Nullable String value) {
    this.responseId = value;
  }

  /** Returns the conversation's identifier. */
  public @Nullable String conversationId() {
    return conversationId;
  }

  /** Sets the conversation's identifier. */
  public void conversationId(@Nullable String value) {
    this.conversationId = value;
  }

  /** Returns the HTTP status that the application got, 0 when there was none. */
  public int status() {
    return status;
  }

  /** Sets the HTTP status that the application got, 0 when there was none. */
  public void status(int value) {
    this.status = value;
  }

  /**
   * Returns the convention's {@code error.type}: an HTTP status, or the class name of a failure;
   * null when all went well.
   */
  public @Nullable String errorType() {
    return errorType;
  }

  /**
   * Sets the convention's {@code error.type}: an HTTP status, or the class name of a failure; null
   * when all went well.
   */
  public void errorType(@Nullable String value) {
    this.errorType = value;
  }

  /** Returns the size of the body before redaction, in bytes. */
  public long requestBytes() {
    return requestBytes;
  }

  /** Sets the size of the body before redaction, in bytes. */
  public void requestBytes(long value) {
    this.requestBytes = value;
  }

  /** Returns the size of the body that was sent, in bytes. */
  public long sentBytes() {
    return sentBytes;
  }

  /** Sets the size of the body that was sent, in bytes. */
  public void sentBytes(long value) {
    this.sentBytes = value;
  }

  /** Returns the size of the answer's body as it came, in bytes. */
  public long responseBytes() {
    return responseBytes;
  }

  /** Sets the size of the answer's body as it came, in bytes. */
  public void responseBytes(long value) {
    this.responseBytes = value;
  }

  /** Returns bytes of content that could not be scanned as text, such as base64 blocks. */
  public long unscannedBytes() {
    return unscannedBytes;
  }

  /** Sets bytes of content that could not be scanned as text, such as base64 blocks. */
  public void unscannedBytes(long value) {
    this.unscannedBytes = value;
  }

  /** Returns tokens read, or -1 when the vendor didn't say. */
  public long inputTokens() {
    return inputTokens;
  }

  /** Sets tokens read, or -1 when the vendor didn't say. */
  public void inputTokens(long value) {
    this.inputTokens = value;
  }

  /** Returns tokens written, or -1. */
  public long outputTokens() {
    return outputTokens;
  }

  /** Sets tokens written, or -1. */
  public void outputTokens(long value) {
    this.outputTokens = value;
  }

  /** Returns tokens read from the vendor's cache, or -1. */
  public long cachedInputTokens() {
    return cachedInputTokens;
  }

  /** Sets tokens read from the vendor's cache, or -1. */
  public void cachedInputTokens(long value) {
    this.cachedInputTokens = value;
  }

  /** Returns tokens written as reasoning, or -1. */
  public long reasoningTokens() {
    return reasoningTokens;
  }

  /** Sets tokens written as reasoning, or -1. */
  public void reasoningTokens(long value) {
    this.reasoningTokens = value;
  }

  /** Returns how often the transport sent the request, as far as seen. */
  public int attempts() {
    return attempts;
  }

  /** Sets how often the transport sent the request, as far as seen. */
  public void attempts(int value) {
    this.attempts = value;
  }

  /** Returns time spent in the engine on the application's thread, nanoseconds. */
  public long engineNanos() {
    return engineNanos;
  }

  /** Sets time spent in the engine on the application's thread, nanoseconds. */
  public void engineNanos(long value) {
    this.engineNanos = value;
  }

  /**
   * Returns time from the start to the first bytes of the answer's body, nanoseconds; 0 when there
   * were none.
   */
  public long firstChunkNanos() {
    return firstChunkNanos;
  }

  /**
   * Sets time from the start to the first bytes of the answer's body, nanoseconds; 0 when there
   * were none.
   */
  public void firstChunkNanos(long value) {
    this.firstChunkNanos = value;
  }

  /** Returns time from the start to the end, nanoseconds; 0 while it goes on. */
  public long durationNanos() {
    return durationNanos;
  }

  /** Sets time from the start to the end, nanoseconds; 0 while it goes on. */
  public void durationNanos(long value) {
    this.durationNanos = value;
  }

  /** Returns how many tokens were restored in the answer. */
  public int restored() {
    return restored;
  }

  /** Sets how many tokens were restored in the answer. */
  public void restored(int value) {
    this.restored = value;
  }

  /** Returns the trace that the Exchange belongs to, 32 hexadecimal digits; null when not known. */
  public @Nullable String traceId() {
    return traceId;
  }

  /** Sets the trace that the Exchange belongs to, 32 hexadecimal digits. */
  public void traceId(@Nullable String value) {
    this.traceId = value;
  }

  /** Returns the Exchange's span, 16 hexadecimal digits; null when not known. */
  public @Nullable String spanId() {
    return spanId;
  }

  /** Sets the Exchange's span, 16 hexadecimal digits. */
  public void spanId(@Nullable String value) {
    this.spanId = value;
  }

  /**
   * Returns who made the call, as policy says to learn it; never as content; null when not known.
   */
  public @Nullable String user() {
    return user;
  }

  /** Sets who made the call, as policy says to learn it; never as content. */
  public void user(@Nullable String value) {
    this.user = value;
  }

  /**
   * Returns further facts of request and answer under the names of the GenAI conventions, such as
   * {@code gen_ai.request.temperature}: a {@link String}, {@link Long}, {@link Double}, {@link
   * Boolean} or a list of strings each.
   */
  public Map<String, Object> attributes() {
    return attributes == null
        ? Collections.<String, Object>emptyMap()
        : Collections.unmodifiableMap(attributes);
  }

  /**
   * Adds a fact that has no field of its own. Never content: no stop sequence, no prompt.
   *
   * @param name the name in the GenAI conventions
   * @param value a {@link String}, {@link Long}, {@link Double}, {@link Boolean} or a list of
   *     strings
   */
  public void attribute(String name, Object value) {
    if (attributes == null) {
      attributes = new LinkedHashMap<>();
    }
    attributes.put(name, value);
  }

  /** Returns the model's finish reasons, in order; the list is live. */
  public List<String> finishReasons() {
    return finishReasons;
  }

  /** Returns what was found in the request, by data type identifier. */
  public Map<String, FindingCount> inputFindings() {
    return Collections.unmodifiableMap(inputFindings);
  }

  /** Returns what was found in the answer and not in the request, by data type identifier. */
  public Map<String, FindingCount> outputFindings() {
    return Collections.unmodifiableMap(outputFindings);
  }

  /**
   * Counts a finding of the request.
   *
   * @param type the data type
   * @param action what policy did, such as {@code tokenize}
   */
  public void countInput(DataType type, String action) {
    inputFindings.computeIfAbsent(type.id(), k -> new FindingCount(type, action)).increment();
  }

  /**
   * Counts a finding of the answer.
   *
   * @param type the data type
   * @param action what policy did
   */
  public void countOutput(DataType type, String action) {
    outputFindings.computeIfAbsent(type.id(), k -> new FindingCount(type, action)).increment();
  }
}
