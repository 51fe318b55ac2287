package dev.cordon.engine.call;

import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.ToolRules;
import dev.cordon.engine.policy.ToolRules.Changed;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Hex;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.json.JsonFingerprint;
import dev.cordon.engine.wire.json.JsonWalk;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tools that a request offers and the calls of tools that its conversation holds. Used by
 * one thread at a time.
 */
final class ToolCheck implements JsonWalk.Visitor {
  /** Objects that define a tool: OpenAI's and those like it, Google's, Bedrock's. */
  private static final Set<String> DEFINITIONS =
      set(
          "tools[]",
          "functions[]",
          "tools[].tools[]", // OpenAI's namespaces
          "tools[].functionDeclarations[]",
          "tools[].function_declarations[]",
          "tools.functionDeclarations[]", // which Google takes for an array of one
          "tools.function_declarations[]",
          "toolConfig.tools[]");

  /** Where they name it; the vendor's own tools have a type alone. */
  private static final Set<String> NAMES =
      set(
          "tools[].name",
          "tools[].function.name",
          "tools[].server_label",
          "tools[].tools[].name",
          "tools[].tools[].function.name",
          "functions[].name",
          "tools.functionDeclarations[].name",
          "tools.function_declarations[].name",
          "tools[].functionDeclarations[].name",
          "tools[].function_declarations[].name",
          "toolConfig.tools[].systemTool.name",
          "toolConfig.tools[].toolSpec.name");

  private static final String TYPE = "tools[].type";

  /** Where a conversation names the tools that were called. */
  private static final Set<String> CALLS =
      set(
          "messages[].tool_calls[].function.name",
          "messages[].function_call.name",
          "messages[].content[].name",
          "messages[].content[].toolUse.name",
          "chat_history[].tool_calls[].name",
          "contents[].parts[].functionCall.name",
          "contents[].parts[].function_call.name",
          "input[].name");

  /** Where a call to an MCP server names the tool. */
  private static final String CALLED = "name";

  /** What tells nothing of what a tool does: hints for caches, and credentials. */
  private static final Set<String> CHANGING = set("cache_control", "authorization", "headers");

  private final @Nullable ToolRules rules;
  private final @Nullable CallerRule caller;
  private final Lifted lifted;
  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** By name a hash for each definition: a name may be there twice. */
  private final Map<String, Set<String>> tools = new LinkedHashMap<>();

  private final Set<String> called = new HashSet<>();
  private byte[] json = {};
  private long calls;

  /** The most calls of one conversation: a batch holds many. */
  private long mostCalls;

  /** The MCP server whose tools these are; null where a request to a model offers them. */
  private final @Nullable String server;

  private final boolean batches;
  private boolean file;

  private ToolCheck(
      @Nullable ToolRules rules,
      @Nullable CallerRule caller,
      Lifted lifted,
      @Nullable String server,
      boolean batches) {
    this.rules = rules;
    this.caller = caller;
    this.lifted = lifted;
    this.server = server;
    this.batches = batches;
  }

  /**
   * Returns a check; null when policy says nothing of tools.
   *
   * @param format the requests' form
   * @param vendor who offers the tools, where that is an MCP server
   * @param caller who makes the call, null when policy has no rule for the caller
   * @param lifted what exceptions lift
   */
  static @Nullable ToolCheck of(
      ActivePolicy active,
      WireFormat format,
      @Nullable String vendor,
      @Nullable CallerRule caller,
      Lifted lifted) {
    ToolRules rules = active.policy.tools();
    CallerRule own = caller == null || caller.tools().isEmpty() ? null : caller;
    if (rules == null && own == null) {
      return null;
    }
    String server = format.id().startsWith("mcp.") ? String.valueOf(vendor) : null;
    return new ToolCheck(rules, own, lifted, server, InnerRequests.isBatches(format));
  }

  private static Set<String> set(String... texts) {
    return new HashSet<>(Arrays.asList(texts));
  }

  void begin() {
    tools.clear();
    called.clear();
    calls = 0;
    mostCalls = 0;
  }

  /** Reads a request as the application wrote it. */
  void read(byte[] text, boolean many) {
    read(text, many, false);
  }

  /** Reads a file that may be a batch's. */
  void readFile(byte[] content) {
    read(content, true, true);
  }

  private void read(byte[] text, boolean many, boolean isFile) {
    file = isFile;
    json = text;
    starts.clear();
    names.clear();
    JsonWalk.edit(text, many, this);
    json = new byte[0];
  }

  private boolean isCall(String at) {
    return server == null ? CALLS.contains(at) : at.equals(CALLED);
  }

  private String plain(String path) {
    return InnerRequests.place(path, file);
  }

  @Override
  public int deepest() {
    return InnerRequests.depth(batches, file);
  }

  @Override
  public boolean wants(String path) {
    String at = plain(path);
    return NAMES.contains(at) || at.equals(TYPE) || isCall(at);
  }

  @Override
  public void opened(String path, int at) {
    String definition = plain(path);
    if (DEFINITIONS.contains(definition)) {
      starts.put(definition, at);
      names.remove(definition);
    }
  }

  @Override
  public void string(String path, String text, int key, int from, int to, Edits edits) {
    String at = plain(path);
    if (isCall(at)) {
      calls++;
      called.add(text);
      return;
    }
    String definition = at;
    while (!DEFINITIONS.contains(definition)) {
      int dot = definition.lastIndexOf('.');
      if (dot < 0) {
        return;
      }
      definition = definition.substring(0, dot);
    }
    if (at.equals(TYPE)) {
      boolean own = text.equals("function") || text.equals("custom") || text.equals("mcp");
      if (!own) {
        names.putIfAbsent(definition, text);
      }
    } else {
      names.put(definition, text);
    }
  }

  @Override
  public void closed(String path, int at, Edits edits) {
    if (path.isEmpty() || path.endsWith("].params") || path.endsWith("].request")) {
      mostCalls = Math.max(mostCalls, calls);
      calls = 0;
    }
    String definition = plain(path);
    Integer start = starts.remove(definition);
    String name = start == null ? null : names.remove(definition);
    if (start != null && name != null) {
      String hash = Hex.of(JsonFingerprint.of(json, start, at + 1, CHANGING));
      tools.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(hash);
    }
  }

  /**
   * Judges what was read.
   *
   * @return why the request must not be sent, or null
   */
  @Nullable Refusal judge(ExchangeRecord record, ActivePolicy active) {
    Refusal why = null;
    for (Map.Entry<String, Set<String>> tool : tools.entrySet()) {
      // What an MCP server offers nobody has asked for: a call of it is refused, not the list.
      Refusal denied = server == null ? denied(tool.getKey()) : null;
      if (denied != null) {
        record.countThreat(Threat.TOOL_DENIED, Origin.TOOL_DESCRIPTION.id(), "block");
        why = why == null ? denied : why;
        continue;
      }
      ToolRules rules = this.rules;
      String changed =
          rules == null ? null : changed(rules, tool.getKey(), tool.getValue(), active);
      if (rules != null && changed != null) {
        boolean blocks = rules.changed() == Changed.BLOCK && !lifted.lifts("tools.changed", null);
        String action = blocks ? "block" : "report";
        record.countThreat(Threat.TOOL_CHANGED, Origin.TOOL_DESCRIPTION.id(), action);
        why = blocks && why == null ? Refusal.changedTool(tool.getKey(), changed) : why;
      }
    }
    for (String name : called) {
      Refusal denied = tools.containsKey(name) ? null : denied(name);
      if (denied != null) {
        record.countThreat(Threat.TOOL_DENIED, Origin.ASSISTANT.id(), "block");
        why = why == null ? denied : why;
      }
    }
    if (rules != null
        && rules.maxCalls() > 0
        && mostCalls > rules.maxCalls()
        && !lifted.lifts("tools.max_calls", null)) {
      record.countThreat(Threat.TOOL_CALLS, Origin.ASSISTANT.id(), "block");
      why = why == null ? Refusal.toolCalls(mostCalls, rules.maxCalls()) : why;
    }
    return why;
  }

  private @Nullable Refusal denied(String name) {
    String denial = rules == null ? null : toolDenial(rules, name);
    if (denial != null) {
      return Refusal.tool("tools." + denial, name);
    }
    denial = caller == null ? null : caller.toolDenial(name, lifted);
    return denial == null || caller == null
        ? null
        : Refusal.tool(denial, name, " to the caller " + caller);
  }

  private @Nullable String toolDenial(ToolRules of, String name) {
    return of.names().isEmpty()
        ? null
        : of.names().denial(name, key -> lifted.lifts("tools." + key, null));
  }

  /** Returns the hash of a definition that a tool is not known by, or null. */
  private @Nullable String changed(
      ToolRules rules, String name, Set<String> hashes, ActivePolicy active) {
    List<String> known = rules.known(name);
    if (known == null) {
      // Servers may have tools of one name, and models are told of them in other words.
      String tool = server == null ? name : server + '/' + name;
      return active.tools.changed(tool, hashes, rules.changed() == Changed.REPORT);
    }
    for (String hash : hashes) {
      if (!known.contains(hash)) {
        return hash;
      }
    }
    return null;
  }
}
