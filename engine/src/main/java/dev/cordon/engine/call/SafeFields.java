package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.RequestRules;
import dev.cordon.engine.policy.RequestRules.User;
import dev.cordon.engine.redact.KeyedHash;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Hex;
import dev.cordon.engine.wire.RequestEditor;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.json.JsonWalk;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets, replaces and removes fields by which a request asks for more than an answer, and finds the
 * tools that the vendor would run. Used by one thread at a time.
 */
final class SafeFields implements RequestEditor, JsonWalk.Visitor {
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] DENY = "\"deny\"".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  /** The rule in records of requests that were changed. */
  private static final String HASHED = "user_";

  private static final int HASH_BYTES = 16;

  static final String RULE = "requests";

  /** Where requests name a user: OpenAI's and those like it, Anthropic's, batches of it. */
  private static final Set<String> USERS =
      new HashSet<>(
          Arrays.asList(
              "user",
              "safety_identifier",
              "metadata.user_id",
              "requests[].params.metadata.user_id"));

  private static final String TYPE = "tools[].type";

  /** Tools that the application runs itself. */
  private static final Set<String> OWN_TOOLS =
      new HashSet<>(Arrays.asList("function", "custom", "namespace"));

  /** Google's tools, each the key of an object. */
  private static final Set<String> GOOGLES =
      new HashSet<>(
          Arrays.asList(
              "google_search",
              "google_search_retrieval",
              "google_maps",
              "code_execution",
              "url_context",
              "computer_use",
              "enterprise_web_search",
              "file_search",
              "retrieval"));

  private final RequestRules rules;
  private final ActivePolicy active;
  private final boolean setsStore;
  private final boolean setsCollection;
  private final Set<String> tools = new LinkedHashSet<>();
  private byte[] json = NOTHING;
  private boolean store;
  private boolean provider;
  private boolean collection;
  private boolean changed;
  private int removedTo;

  /** Up to where nothing is left of the object that began before it. */
  private int emptyTo;

  private SafeFields(
      RequestRules rules, ActivePolicy active, WireFormat format, @Nullable String vendor) {
    this.rules = rules;
    this.active = active;
    // Others refuse requests with a field that they don't know.
    boolean openAi = "openai".equals(vendor) || "azure.openai".equals(vendor);
    boolean stores = format.id().equals("openai.chat") || format.id().equals("openai.responses");
    this.setsStore = rules.deniesStore() && openAi && stores;
    this.setsCollection = rules.deniesDataCollection() && "openrouter".equals(vendor);
  }

  /** Returns what edits a call's fields; null when policy leaves them as they are. */
  static @Nullable SafeFields of(ActivePolicy active, WireFormat format, @Nullable String vendor) {
    RequestRules rules = active.policy.requests();
    return rules.isEmpty() ? null : new SafeFields(rules, active, format, vendor);
  }

  @Override
  public void begin() {
    tools.clear();
    changed = false;
  }

  @Override
  public byte[] json(byte[] text, boolean many) {
    json = text;
    removedTo = 0;
    emptyTo = -1;
    forget();
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
    return content;
  }

  private void forget() {
    store = false;
    provider = false;
    collection = false;
  }

  @Override
  public boolean wants(String path) {
    return USERS.contains(path)
        || path.equals("store")
        || path.equals("provider")
        || path.equals("provider.data_collection")
        || path.endsWith(TYPE)
        || path.equals("plugins[].id");
  }

  @Override
  public void string(String path, String text, int key, int from, int to, Edits edits) {
    if (USERS.contains(path)) {
      user(text, key, from, to, edits);
    } else if (path.equals("provider.data_collection")) {
      collection = true;
      if (rules.deniesDataCollection() && !text.equals("deny")) {
        edits.add(from, to, DENY);
      }
    } else if (path.equals("store")) {
      scalar(path, from, to, edits);
    } else if (path.endsWith(TYPE) ? !OWN_TOOLS.contains(text) : path.equals("plugins[].id")) {
      tools.add(text);
    }
  }

  @Override
  public void scalar(String path, int from, int to, Edits edits) {
    if (path.equals("store")) {
      store = true;
      if (rules.deniesStore() && json[from] != 'f') {
        edits.add(from, to, FALSE);
      }
    } else if (path.equals("provider") && setsCollection) {
      provider = true;
      edits.add(from, to, "{\"data_collection\":\"deny\"}".getBytes(UTF_8));
    } else if (path.equals("provider.data_collection") && rules.deniesDataCollection()) {
      collection = true;
      edits.add(from, to, DENY);
    }
  }

  @Override
  public void closed(String path, int at, Edits edits) {
    if (path.equals("provider")) {
      provider = true;
      if (setsCollection && !collection) {
        insert("\"data_collection\":\"deny\"", at, edits);
      }
    } else if (path.isEmpty()) {
      String more = setsStore && !store ? "\"store\":false" : "";
      if (setsCollection && !provider) {
        more += (more.isEmpty() ? "" : ",") + "\"provider\":{\"data_collection\":\"deny\"}";
      }
      if (!more.isEmpty()) {
        insert(more, at, edits);
      }
      forget();
    } else {
      tool(path);
    }
  }

  /** Google's tools are known by the key that holds them; so are MCP servers and Chat's search. */
  private void tool(String path) {
    if (path.equals("web_search_options")) {
      tools.add("web_search");
    } else if (path.equals("mcp_servers[]")) {
      tools.add("mcp");
    } else if (path.startsWith("tools[].") && path.indexOf('.', 8) < 0) {
      String name = snake(path.substring(8));
      if (GOOGLES.contains(name)) {
        tools.add(name);
      }
    }
  }

  private static String snake(String camel) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
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
  @Nullable Refusal judge(Lifted lifted) {
    for (String tool : tools) {
      String denial = rules.serverToolDenial(tool, lifted);
      if (denial != null) {
        return Refusal.serverTool(denial, tool);
      }
    }
    return null;
  }
}
