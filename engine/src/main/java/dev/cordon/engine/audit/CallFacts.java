package dev.cordon.engine.audit;

import dev.cordon.engine.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was asked of whom, and what answered. Used by one thread at a time. */
abstract class CallFacts extends Measures {
  private @Nullable String vendor;
  private @Nullable String provider;
  private @Nullable String wireFormat;
  private String operation = "unknown";
  private @Nullable String serverAddress;
  private int serverPort = -1;
  private boolean streaming;
  private @Nullable String requestModel;
  private @Nullable String responseModel;
  private @Nullable String responseId;
  private @Nullable String conversationId;
  private @Nullable String caller;
  private boolean callerSought;
  private @Nullable String callerRule;
  private List<String> labels = Collections.emptyList();
  private Set<String> sentLabels = Collections.emptySet();
  private @Nullable String fact;
  private @Nullable String route;
  private @Nullable String region;
  private @Nullable String profile;
  private @Nullable List<String> exceptions;
  private @Nullable String deprecated;
  private @Nullable String serviceTier;
  private @Nullable String costUnknown;
  private boolean kept;
  private boolean pieces;
  private final CallIds ids = new CallIds();
  private int toolCalls;
  private List<String> finishReasons = Collections.emptyList();
  private @Nullable Map<String, Object> attributes;

  /** Whether a name was set that nobody has looked at. */
  private boolean named;

  CallFacts() {}

  final void copyFacts(CallFacts other) {
    vendor = other.vendor;
    provider = other.provider;
    wireFormat = other.wireFormat;
    operation = other.operation;
    serverAddress = other.serverAddress;
    serverPort = other.serverPort;
    streaming = other.streaming;
    requestModel = other.requestModel;
    responseModel = other.responseModel;
    responseId = other.responseId;
    conversationId = other.conversationId;
    caller = other.caller;
    callerSought = other.callerSought;
    callerRule = other.callerRule;
    labels = other.labels;
    fact = other.fact;
    route = other.route;
    region = other.region;
    profile = other.profile;
    exceptions = other.exceptions;
    deprecated = other.deprecated;
    serviceTier = other.serviceTier;
    costUnknown = other.costUnknown;
    kept = other.kept;
    pieces = other.pieces;
    toolCalls = other.toolCalls;
    finishReasons =
        other.finishReasons.isEmpty() ? other.finishReasons : new ArrayList<>(other.finishReasons);
    attributes = other.attributes;
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

  /**
   * Returns the policy's key that sent the call to another host than the application did, such as
   * {@code routes.openai}; null for none.
   */
  public @Nullable String route() {
    return route;
  }

  /** Notes where policy sent the call; null for nowhere. */
  public void route(@Nullable Target sent) {
    route = sent == null ? null : sent.key();
    region = sent == null ? null : sent.region();
  }

  /** Returns where the call was answered, as the route says that it went; null when it doesn't. */
  @Nullable String routeRegion() {
    return region;
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
    named = true;
  }

  /** Returns the model that answered. */
  public @Nullable String responseModel() {
    return responseModel;
  }

  /** Sets the model that answered. */
  public void responseModel(@Nullable String value) {
    this.responseModel = value;
    named = true;
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
    named = true;
  }

  /** Returns the application's {@code class.method} that makes the call; null when not known. */
  public @Nullable String caller() {
    return caller;
  }

  /** Sets the application's {@code class.method} that makes the call. */
  public void caller(@Nullable String value) {
    this.caller = value;
  }

  /**
   * Tells whether the caller was looked for where the call was made: when none is known then, the
   * thread that sends the call may show somebody else's.
   */
  public boolean isCallerSought() {
    return callerSought;
  }

  /** Notes that the caller was looked for where the call was made. */
  public void callerSought() {
    this.callerSought = true;
  }

  /** Returns what policy calls the caller; null when no rule names the caller. */
  public @Nullable String callerRule() {
    return callerRule;
  }

  /** Sets what policy calls the caller. */
  public void callerRule(@Nullable String value) {
    this.callerRule = value;
  }

  /**
   * Returns the fact of the vendor for which the call is refused, with its day, such as {@code
   * training: yes as of 2026-10-18}; null when it is not refused for one.
   */
  public @Nullable String fact() {
    return fact;
  }

  /** Sets the fact of the vendor for which the call is refused. */
  public void fact(@Nullable String value) {
    this.fact = value;
  }

  /**
   * Returns which profile asks for the rule that decided and for which clause, such as {@code gdpr,
   * Art. 28(3)}; null when the rule is the policy's own.
   */
  public @Nullable String profile() {
    return profile;
  }

  /** Sets which profile asks for the rule that decided. */
  public void profile(@Nullable String value) {
    this.profile = value;
  }

  /**
   * Returns what policy knows of the end of the model that is asked for, such as {@code gpt-4 ends
   * 2027-01-31; use gpt-4o}; null when nothing.
   */
  public @Nullable String deprecated() {
    return deprecated;
  }

  /** Sets what policy knows of the end of the model that is asked for. */
  public void deprecated(@Nullable String value) {
    this.deprecated = value;
  }

  /** Returns the names of the exceptions without which policy had done otherwise. */
  public List<String> exceptions() {
    return exceptions == null
        ? Collections.<String>emptyList()
        : Collections.unmodifiableList(exceptions);
  }

  /** Takes note of an exception without which policy had done otherwise; each once. */
  public void exception(String name) {
    if (exceptions == null) {
      exceptions = new ArrayList<>(1);
    }
    if (!exceptions.contains(name)) {
      exceptions.add(name);
    }
  }

  /** Returns the class of service that the answer was given in; null when it doesn't tell. */
  public @Nullable String serviceTier() {
    return serviceTier;
  }

  /** Sets the class of service that the answer was given in. */
  public void serviceTier(@Nullable String value) {
    this.serviceTier = value;
  }

  /**
   * Returns what is missing to tell the cost of a call that costs something, such as {@code price}
   * or {@code usage}; null when the cost is known, or there is none.
   */
  public @Nullable String costUnknown() {
    return costUnknown;
  }

  /** Sets what is missing to tell the cost of a call that costs something. */
  public void costUnknown(@Nullable String value) {
    this.costUnknown = value;
  }

  /** Returns the labels that policy gives what is sent. */
  public List<String> labels() {
    return labels;
  }

  /** Sets the labels that policy gives what is sent; not copied. */
  public void labels(List<String> value) {
    this.labels = value;
  }

  /** Adds a label of what is sent, unless it is known. */
  public void label(String value) {
    if (!labels.contains(value)) {
      List<String> more = new ArrayList<>(labels);
      more.add(value);
      labels = Collections.unmodifiableList(more);
    }
  }

  /** Returns the labels of what was sent as it was; in no record. */
  public Set<String> sentLabels() {
    return sentLabels;
  }

  /** Adds a label of something that is sent as it is. */
  public void sentLabel(String value) {
    if (sentLabels.isEmpty()) {
      sentLabels = new HashSet<>();
    }
    sentLabels.add(value);
  }

  /** Returns the identifiers that tie this call to others. A copy of a record has none. */
  public CallIds ids() {
    return ids;
  }

  /** Tells whether the request asks the vendor to keep it for later ones. */
  public boolean kept() {
    return kept;
  }

  /** Sets whether the request asks the vendor to keep it for later ones. */
  public void kept(boolean value) {
    this.kept = value;
  }

  /** Tells whether the request asks for a stream of pieces where others repeat what came before. */
  public boolean pieces() {
    return pieces;
  }

  /** Sets whether the request asks for a stream of pieces. */
  public void pieces(boolean value) {
    this.pieces = value;
  }

  /** Returns how many tool calls the answer holds. */
  public int toolCalls() {
    return toolCalls;
  }

  /** Sets how many tool calls the answer holds. */
  public void toolCalls(int value) {
    this.toolCalls = value;
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

  /** Returns one of these facts; null when it is not known. */
  public @Nullable Object attribute(String name) {
    return attributes == null ? null : attributes.get(name);
  }

  /**
   * Adds a fact that has no field of its own. Never content, and no text with a finding in it.
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
    named = true;
  }

  /** Tells whether a name was set since {@link #checked}. */
  final boolean isUnchecked() {
    return named;
  }

  /** Notes that no name of this record is sensitive. */
  final void checked() {
    named = false;
  }

  /** Returns the model's finish reasons, in order. */
  public List<String> finishReasons() {
    return Collections.unmodifiableList(finishReasons);
  }

  /** Adds a reason for which the model stopped. */
  public void finishReason(String reason) {
    if (finishReasons.isEmpty()) {
      finishReasons = new ArrayList<>(1);
    }
    finishReasons.add(reason);
  }
}
