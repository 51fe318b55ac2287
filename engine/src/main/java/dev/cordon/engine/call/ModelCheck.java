package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.head.Percent;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.DeprecatedModel;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.ModelRules;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.wire.RequestEditor;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.json.JsonWalk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds every model that a request names, replaces those that policy wants replaced, and tells
 * which must not be used. Used by one thread at a time.
 */
final class ModelCheck implements RequestEditor, JsonWalk.Visitor {
  private static final String REPLACE = "models.replace";

  /** Where JSON requests name models. */
  private static final Set<String> PLACES =
      new HashSet<>(
          Arrays.asList(
              "model",
              "model_id",
              "modelId",
              "models[]", // OpenRouter's fallbacks
              "fallbacks[]", // LiteLLM's
              "fallbacks[].model",
              "session.model",
              "session.input_audio_transcription.model",
              "session.audio.input.transcription.model",
              "input_audio_transcription.model",
              "setup.model",
              "tools[].model",
              "batch.model",
              "data_source.model", // OpenAI's evaluations
              "foundationModel", // Bedrock's agents
              "requests[].model",
              "requests[].params.model"));

  /** Where the lines of a batch's file do. */
  private static final String IN_FILE = "body.model";

  /** Google's resource names; it takes names without as well. */
  private static final String RESOURCE = "models/";

  private final ModelRules rules;
  private final @Nullable CallerRule caller;
  private final Lifted lifted;
  private final Set<String> names = new LinkedHashSet<>();
  private final UnnamedModel unnamed;

  /** Whether the API takes keys in any case: Ollama is written in Go. */
  private final boolean anyCase;

  private boolean inFile;
  private boolean replaced;

  private ModelCheck(
      ModelRules rules,
      @Nullable CallerRule caller,
      Lifted lifted,
      WireFormat format,
      @Nullable String vendor) {
    this.unnamed = new UnnamedModel(format, vendor);
    this.anyCase = format.id().startsWith("ollama.");
    this.rules = rules;
    this.caller = caller;
    this.lifted = lifted;
  }

  /** Returns a check for a call; null when no rule is about models. */
  static @Nullable ModelCheck of(
      ActivePolicy active,
      WireFormat format,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      Lifted lifted) {
    ModelRules rules = active.policy.models();
    return rules.isEmpty() && (caller == null || !caller.namesModels())
        ? null
        : new ModelCheck(rules, caller, lifted, format, vendor);
  }

  @Override
  public void begin() {
    names.clear();
    unnamed.begin();
    replaced = false;
  }

  @Override
  public byte[] json(byte[] json, boolean many) {
    inFile = false;
    unnamed.seen(false);
    return JsonWalk.edit(json, many, this);
  }

  @Override
  public byte[] file(byte[] content) {
    inFile = true;
    unnamed.seen(true);
    return JsonWalk.edit(content, true, this);
  }

  @Override
  public boolean wants(String at) {
    String path = key(at);
    return isModel(path) || unnamed.wants(path);
  }

  private String key(String path) {
    return anyCase ? path.toLowerCase(Locale.ROOT) : path;
  }

  private boolean isModel(String path) {
    return inFile ? path.equals(IN_FILE) : PLACES.contains(path) || unnamed.isVersion(path);
  }

  @Override
  public void string(String at, String text, int key, int from, int to, Edits edits) {
    String path = key(at);
    unnamed.string(path, text);
    String other = isModel(path) ? sent(text) : null;
    if (other != null) {
      edits.add(from, to, JsonWalk.quoted(other));
    }
  }

  @Override
  public void closed(String path, int at, Edits edits) {
    unnamed.closed(path);
  }

  @Override
  public byte[] field(String name, byte[] value) {
    boolean model = PLACES.contains(name);
    if (!model && !unnamed.wantsField(name)) {
      return value;
    }
    String text = new String(value, StandardCharsets.UTF_8);
    unnamed.field(name, text);
    String other = model ? sent(text) : null;
    return other == null ? value : other.getBytes(StandardCharsets.UTF_8);
  }

  /** Notes a model; returns what is sent in its place, or null. */
  private @Nullable String sent(String text) {
    if (text.isEmpty()) {
      return null; // names none
    }
    boolean resource = text.startsWith(RESOURCE);
    String model = resource ? text.substring(RESOURCE.length()) : text;
    String other = rules.replacement(model);
    names.add(other == null ? model : other);
    replaced |= other != null;
    return other == null ? null : resource ? RESOURCE + other : other;
  }

  /** Tells whether a model was replaced. */
  boolean hasReplaced() {
    return replaced;
  }

  /**
   * Judges the models of a request whose body was edited. Notes in the record what is sent.
   *
   * @param whole whether all that the request says was seen
   * @return why it must not be sent, or null
   */
  @Nullable Refusal judge(
      RequestHead head, ExchangeRecord record, ActivePolicy active, boolean whole) {
    for (String name : names) {
      Refusal why = denied(name, record, active);
      if (why != null) {
        return why;
      }
      note(name, record);
    }
    if (replaced) {
      record.requestModel(names.iterator().next());
      record.rule(REPLACE);
    }
    String path = unnamed.inPath(head);
    Refusal why = path == null ? null : inUrl(path, record, active);
    String query = why == null ? queryModel(head.query()) : null;
    why = query == null ? why : inUrl(query, record, active);
    boolean chosen = path != null || query != null || !whole || !unnamed.isMissing(head);
    return why == null && !chosen ? unnamed() : why;
  }

  private @Nullable Refusal unnamed() {
    String denial = rules.unnamedDenial(lifted);
    denial = denial == null && caller != null ? caller.unnamedModelDenial(lifted) : denial;
    return denial == null ? null : Refusal.unnamedModel(denial);
  }

  private @Nullable Refusal inUrl(String name, ExchangeRecord record, ActivePolicy active) {
    if (rules.replacement(name) != null) {
      return new Refusal(
          REPLACE,
          "The policy replaces the model "
              + shown(name, record, active)
              + ", and the request names it in its URL, where it can't be replaced.");
    }
    note(name, record);
    return denied(name, record, active);
  }

  private void note(String name, ExchangeRecord record) {
    DeprecatedModel ending = rules.deprecation(name);
    if (ending != null) {
      record.deprecated(ending.words(System.currentTimeMillis()));
    }
  }

  private @Nullable Refusal denied(String name, ExchangeRecord record, ActivePolicy active) {
    String denial = rules.denial(name, lifted);
    if (denial != null) {
      String model = shown(name, record, active);
      return new Refusal(denial, "The policy does not allow the model " + model + ".");
    }
    denial = caller == null ? null : caller.modelDenial(name, lifted);
    return caller == null || denial == null
        ? null
        : Refusal.caller(denial, caller, "the model " + shown(name, record, active));
  }

  /** An application may call a model like a person: what is sensitive is withheld. */
  private static @Nullable String shown(String name, ExchangeRecord record, ActivePolicy active) {
    record.requestModel(name);
    active.cleanNames(record);
    return record.requestModel();
  }

  /** The handshake of a realtime session names its model so. */
  private static @Nullable String queryModel(@Nullable String query) {
    if (query == null) {
      return null;
    }
    for (String parameter : query.split("&")) {
      int at = parameter.indexOf('=');
      String name = at < 0 ? "" : Percent.parameter(parameter.substring(0, at));
      if (name.equalsIgnoreCase("model") || name.equalsIgnoreCase("deployment")) {
        return Percent.parameter(parameter.substring(at + 1));
      }
    }
    return null;
  }
}
