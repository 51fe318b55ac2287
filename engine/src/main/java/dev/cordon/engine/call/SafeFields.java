package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.facts.FactKind;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.RequestRules;
import dev.cordon.engine.policy.RequestRules.User;
import dev.cordon.engine.policy.ToolRules;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.redact.KeyedHash;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Hex;
import dev.cordon.engine.wire.RequestEditor;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.json.JsonWalk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets, replaces and removes fields by which a request asks for more than an answer, in batches
 * too. Used by one thread at a time.
 */
final class SafeFields implements RequestEditor, JsonWalk.Visitor {
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] DENY = "\"deny\"".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  /** The rule in records of requests that were changed. */
  private static final String HASHED = "user_";

  private static final int HASH_BYTES = 16;

  static final String RULE = "requests";

  /** Calls of these keep nothing that {@code store} is about. */
  private static final Set<String> NOT_KEPT =
      new HashSet<>(
          Arrays.asList(
              "count_tokens", "embeddings", "execute_tool", "moderation", "rerank", "unknown"));

  /** Calls of these have an answer of as many tokens as the model wants. */
  private static final Set<String> WRITING =
      new HashSet<>(Arrays.asList("chat", "text_completion", "generate_content"));

  /** Where requests name a user: OpenAI's and those like it, Anthropic's. */
  private static final Set<String> USERS =
      new HashSet<>(Arrays.asList("user", "safety_identifier", "metadata.user_id"));

  private final RequestRules rules;
  private final ActivePolicy active;
  private final boolean setsStore;
  private final boolean setsCollection;
  private final boolean storesInFiles;
  private final ServerTools tools;
  private final StoredObjects stored;
  private final BetaFlags betas;
  private final OutputCap caps;
  private final OutputCap lineCaps;
  private final @Nullable String vendor;
  private final boolean batches;
  private boolean file;

  /** Where the request in a line of a file ends; negative when there is none. */
  private int lineEnd = -1;

  private @Nullable String lineUrl;

  private byte[] json = NOTHING;
  private boolean store;
  private boolean provider;
  private boolean collection;
  private boolean zdr;

  /** Whether a request didn't say that it must not be kept. */
  private boolean kept;

  private boolean changed;
  private int removedTo;

  /** Up to where nothing is left of the object that began before it. */
  private int emptyTo;

  private SafeFields(
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      @Nullable String vendor,
      boolean toolsCount) {
    RequestRules rules = active.policy.requests();
    this.rules = rules;
    this.active = active;
    // Others refuse requests with a field that they don't know.
    boolean openAi = "openai".equals(vendor) || "azure.openai".equals(vendor);
    boolean stores = format.id().equals("openai.chat") || format.id().equals("openai.responses");
    this.setsStore = rules.deniesStore() && openAi && stores;
    this.storesInFiles = rules.deniesStore() && openAi;
    this.tools = new ServerTools(rules, format, vendor);
    this.stored = new StoredObjects(rules, format, vendor, toolsCount);
    this.betas = new BetaFlags(rules);
    this.batches = InnerRequests.isBatches(format);
    this.setsCollection = rules.asksProviders() && "openrouter".equals(vendor);
    this.caps = new OutputCap(rules.maxOutputTokens(), format, head, vendor);
    this.lineCaps = caps.ofFile(vendor);
    this.vendor = vendor;
  }

  /** Returns what edits a call's fields; null when policy leaves them as they are. */
  static @Nullable SafeFields of(
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      @Nullable String vendor,
      @Nullable CallerRule caller) {
    RequestRules rules = active.policy.requests();
    ToolRules tools = active.policy.tools();
    boolean toolsCount =
        !rules.serverTools().isEmpty()
            || (tools != null && !tools.names().isEmpty())
            || (caller != null && !caller.tools().isEmpty());
    return rules.isEmpty() && !toolsCount
        ? null
        : new SafeFields(active, format, head, vendor, toolsCount);
  }

  @Override
  public void begin() {
    tools.begin();
    stored.begin();
    betas.begin();
    caps.begin();
    lineCaps.begin();
    kept = false;
    changed = false;
  }

  @Override
  public byte[] json(byte[] text, boolean many) {
    return edited(text, many, false);
  }

  private byte[] edited(byte[] text, boolean many, boolean isFile) {
    file = isFile;
    json = text;
    removedTo = 0;
    emptyTo = -1;
    forget();
    cap().read(text);
    byte[] edited = JsonWalk.edit(text, many, this);
    json = NOTHING;
    changed |= edited != text;
    return edited;
  }

  @Override
  public byte[] field(String name, byte[] value) {
    if (!USERS.contains(name) || rules.user() == User.ALLOW) {
      return value;
    }
    changed = true;
    return rules.user() == User.HASH ? hash(new String(value, UTF_8)).getBytes(UTF_8) : NOTHING;
  }

  @Override
  public byte[] file(byte[] content) {
    return edited(content, true, true);
  }

  @Override
  public int deepest() {
    return InnerRequests.depth(batches, file);
  }

  private void forget() {
    store = false;
    provider = false;
    collection = false;
    zdr = false;
    lineEnd = -1;
    lineUrl = null;
  }

  @Override
  public boolean wants(String path) {
    String place = InnerRequests.place(path, file);
    return USERS.contains(place)
        || place.equals("store")
        || path.equals("provider")
        || path.equals("provider.data_collection")
        || path.equals("provider.zdr")
        || cap().wants(place)
        || tools.wants(place)
        || stored.wants(place)
        || betas.wants(place)
        || (file && path.equals("url"));
  }

  @Override
  public void string(String path, String text, int key, int from, int to, Edits edits) {
    String place = InnerRequests.place(path, file);
    if (USERS.contains(place)) {
      user(text, key, from, to, edits);
    } else if (place.equals("provider.data_collection")) {
      collection = true;
      if (rules.deniesDataCollection() && !text.equals("deny")) {
        edits.add(from, to, DENY);
      }
    } else if (place.equals("store") || place.equals("provider.zdr")) {
      scalar(path, from, to, edits);
    } else if (cap().wants(place)) {
      cap(place, text, from, to, edits);
    } else if (file && path.equals("url")) {
      lineUrl = text;
    } else {
      tools.string(place, text);
      stored.string(place, text);
      betas.string(place, text);
    }
  }

  @Override
  public void scalar(String path, int from, int to, Edits edits) {
    String place = InnerRequests.place(path, file);
    if (place.equals("store")) {
      store = true;
      if (rules.deniesStore() && json[from] != 'f') {
        edits.add(from, to, FALSE);
      }
    } else if (place.equals("provider") && setsCollection) {
      provider = true;
      edits.add(from, to, ('{' + providers() + '}').getBytes(UTF_8));
    } else if (place.equals("provider.data_collection") && rules.deniesDataCollection()) {
      collection = true;
      edits.add(from, to, DENY);
    } else if (place.equals("provider.zdr")) {
      zdr = true;
      if (rules.wantsZeroRetention() && json[from] != 't') {
        edits.add(from, to, TRUE);
      }
    } else if (cap().wants(place)) {
      cap(place, new String(json, from, to - from, UTF_8), from, to, edits);
    } else {
      tools.scalar(place, json[from]);
    }
  }

  private OutputCap cap() {
    return file ? lineCaps : caps;
  }

  private void cap(String place, String value, int from, int to, Edits edits) {
    byte[] other = cap().instead(place, value);
    if (other != null) {
      edits.add(from, to, other);
    }
  }

  /** Returns what a request to OpenRouter doesn't say of the providers that may get it. */
  private String providers() {
    String more = rules.deniesDataCollection() && !collection ? "\"data_collection\":\"deny\"" : "";
    boolean zero = rules.wantsZeroRetention() && !zdr;
    return zero ? more + (more.isEmpty() ? "" : ",") + "\"zdr\":true" : more;
  }

  @Override
  public void closed(String path, int at, Edits edits) {
    if (file) {
      closedInFile(path, at, edits);
    } else if (path.equals("provider")) {
      provider = true;
      String more = setsCollection ? providers() : "";
      if (!more.isEmpty()) {
        insert(more, at, edits);
      }
    } else if (path.isEmpty()) {
      end(at, edits);
    } else {
      String more = caps.missingIn(path);
      if (more != null) {
        insert(more, at, edits);
      }
      tools.closed(InnerRequests.place(path, false));
    }
  }

  /** Adds what a request doesn't say itself. */
  private void end(int at, Edits edits) {
    kept |= rules.deniesStore() && !store && !setsStore;
    List<String> more = new ArrayList<>();
    if (setsStore && !store) {
      more.add("\"store\":false");
    }
    if (setsCollection && !provider) {
      more.add("\"provider\":{" + providers() + '}');
    }
    String most = caps.missingIn("");
    if (most != null) {
      more.add(most);
    }
    if (!more.isEmpty()) {
      insert(String.join(",", more), at, edits);
    }
    forget();
  }

  /** What a line of a batch's file is for may stand behind the request. */
  private void closedInFile(String path, int at, Edits edits) {
    if (path.equals("body")) {
      lineEnd = at;
    } else if (path.isEmpty()) {
      String most = lineEnd < 0 ? null : lineCaps.missingInLine(lineUrl);
      String more = storesInFiles && !store && isKeptLine() ? "\"store\":false" : null;
      more = more == null || most == null ? (more == null ? most : more) : more + ',' + most;
      if (more != null && lineEnd >= 0) {
        insert(more, lineEnd, edits);
      }
      forget();
      lineCaps.read(json);
    } else {
      String most = lineCaps.missingIn(path);
      if (most != null) {
        insert(most, at, edits);
      }
      tools.closed(InnerRequests.place(path, true));
    }
  }

  private boolean isKeptLine() {
    String url = lineUrl;
    return url != null && (url.endsWith("/chat/completions") || url.endsWith("/responses"));
  }

  private void user(String text, int key, int from, int to, Edits edits) {
    if (rules.user() == User.HASH) {
      edits.add(from, to, JsonWalk.quoted(hash(text)));
    } else if (rules.user() == User.REMOVE) {
      remove(key, to, edits);
    }
  }

  /** Tells what stands in the place of a user's name, for good: no answer carries it. */
  static boolean isHash(byte[] text) {
    String word = new String(text, UTF_8);
    return word.startsWith(HASHED) && word.length() == HASHED.length() + 2 * HASH_BYTES;
  }

  private String hash(String text) {
    byte[] bytes = ("user\0" + text).getBytes(UTF_8);
    return HASHED + Hex.of(new KeyedHash(active.key).hash(bytes, bytes.length), HASH_BYTES);
  }

  /** Takes a member out, with one of the commas around it. */
  private void remove(int key, int to, Edits edits) {
    int from = key;
    while (from > removedTo && isSpace(json[from - 1])) {
      from--;
    }
    int end = to;
    if (from > removedTo && json[from - 1] == ',') {
      from--;
    } else {
      boolean first = json[from - 1] == '{' || from == emptyTo;
      from = key;
      while (isSpace(json[end])) {
        end++;
      }
      end = json[end] == ',' ? end + 1 : to;
      emptyTo = first ? end : emptyTo;
    }
    edits.add(from, end, NOTHING);
    removedTo = end;
  }

  private void insert(String member, int at, Edits edits) {
    int before = at;
    while (isSpace(json[before - 1])) {
      before--;
    }
    boolean first = json[before - 1] == '{' || before == emptyTo;
    edits.add(at, at, ((first ? "" : ",") + member).getBytes(UTF_8));
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Tells whether the request was changed. */
  boolean hasChanged() {
    return changed;
  }

  /** Returns why the request must not be sent, or null. */
  @Nullable Refusal judge(RequestHead head, ExchangeRecord record, Lifted lifted) {
    Refusal why = tools.judge(lifted);
    why = why == null ? stored.judge(head, lifted) : why;
    why = why == null ? betas.judge(lifted) : why;
    if (why == null && rules.isRequired()) {
      why = unsaid(record.operation());
      why = why == null || lifted.lifts(why.rule(), null) ? null : why;
    }
    return why;
  }

  /** What an API can't be told is said nowhere: where policy wants it said, nothing is sent. */
  private @Nullable Refusal unsaid(String operation) {
    boolean hosted = vendor != null && VendorCatalogue.builtIn().isHosted(vendor);
    if (kept && hosted && !NOT_KEPT.contains(operation)) {
      return Refusal.unsaid("store", "that they must not be kept");
    }
    if (rules.asksProviders() && !setsCollection && passesOn()) {
      String key = rules.wantsZeroRetention() ? "zdr" : "data_collection";
      return Refusal.unsaid(key, "who behind a gateway may get them");
    }
    if (caps.isSessionOpen()) {
      return Refusal.unsaidInSession();
    }
    boolean unsaid = caps.isMissing() && WRITING.contains(operation);
    return unsaid || lineCaps.isMissingInBatch()
        ? Refusal.unsaid("max_output_tokens", "how long an answer may be")
        : null;
  }

  private boolean passesOn() {
    return active.policy.facts().of(vendor).get(FactKind.AGGREGATOR).value().equals("yes");
  }
}
