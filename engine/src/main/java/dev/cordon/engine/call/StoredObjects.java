package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.RequestRules;
import dev.cordon.engine.text.UrlPath;
import dev.cordon.engine.wire.WireFormat;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a request goes on from that is stored at the vendor, such as a prompt or an agent. It
 * may have tools and a model of its own, which the request doesn't show. Used by one thread at a
 * time.
 */
final class StoredObjects {
  private static final String PRESET = "preset";

  /** Begins the name of a model that is one of OpenRouter's presets. */
  private static final String PRESET_MARK = "@preset/";

  private static final String AGENT = "agent";
  private static final String ASSISTANT = "assistant";
  private static final String CONVERSATION = "conversation";
  private static final String PROMPT = "prompt";

  /** Kinds of objects by the places that name one. */
  private static final Map<String, String> PLACES = places();

  /** Format of what the application's tools gave to an assistant's run. */
  private static final String TOOL_OUTPUTS = "openai.tool_outputs";

  private final RequestRules rules;
  private final WireFormat format;
  private final @Nullable String vendor;

  /** Whether policy has a rule for tools. */
  private final boolean toolsCount;

  /** Whether a rule asks for them; what MCP servers are asked, and answer, goes on from nothing. */
  private final boolean isAsked;

  private final Set<String> kinds = new LinkedHashSet<>();

  StoredObjects(
      RequestRules rules, WireFormat format, @Nullable String vendor, boolean toolsCount) {
    this.rules = rules;
    this.format = format;
    this.vendor = vendor;
    this.toolsCount = toolsCount;
    this.isAsked = (toolsCount || !rules.stored().isEmpty()) && !format.id().startsWith("mcp.");
  }

  private static Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    places.put("prompt.id", PROMPT); // OpenAI's
    places.put("assistant_id", ASSISTANT);
    places.put("agent_id", AGENT); // Mistral's
    places.put("agent", AGENT); // Google's interactions
    places.put("agent.id", AGENT);
    places.put("agent.name", AGENT); // Azure's
    places.put("agent_reference.name", AGENT);
    places.put("workflow.id", "workflow"); // OpenAI's ChatKit
    places.put(PRESET, PRESET);
    places.put("previous_response_id", "response");
    places.put("previous_interaction_id", "response");
    places.put(CONVERSATION, CONVERSATION);
    places.put("conversation.id", CONVERSATION);
    places.put("cachedContent", "cache");
    places.put("cached_content", "cache");
    return places;
  }

  void begin() {
    kinds.clear();
  }

  /** Tells whether a text at a place of a request names a stored object that names the model. */
  static boolean namesModel(String place) {
    String kind = PLACES.get(place);
    return kind != null && !kind.equals("response") && !kind.equals("cache");
  }

  boolean wants(String place) {
    return isAsked && (PLACES.containsKey(place) || isModel(place));
  }

  /** The second names those that answer where the first can't. */
  private static boolean isModel(String place) {
    return place.equals("model") || place.equals("models[]");
  }

  /** Sees a text of a body. */
  void string(String place, String text) {
    String kind = PLACES.get(place);
    if (kind != null && !text.isEmpty() && isOf(place)) {
      kinds.add(kind);
    } else if (isModel(place) && text.contains(PRESET_MARK)) {
      kinds.add(PRESET);
    }
  }

  /** Words that mean something else to other vendors. */
  private boolean isOf(String place) {
    if (place.equals(PRESET)) {
      return "openrouter".equals(vendor);
    }
    return !place.equals(AGENT) || (vendor != null && vendor.startsWith("gcp."));
  }

  /** Returns why the request must not be sent, or null. */
  @Nullable Refusal judge(RequestHead head, Lifted lifted) {
    String named = isAsked ? inPath(head) : null;
    if (named != null) {
      kinds.add(named);
    }
    for (String kind : kinds) {
      String denial = rules.storedDenial(kind, toolsCount, lifted);
      if (denial != null) {
        return Refusal.stored(denial, kind);
      }
    }
    return null;
  }

  private @Nullable String inPath(RequestHead head) {
    String path = UrlPath.normal(head.path()).toLowerCase(Locale.ROOT);
    if (path.contains("/agentaliases/") || path.contains("/reasoningengines/")) {
      return AGENT;
    }
    if (path.contains("/flows/") && path.contains("/aliases/")) {
      return "flow"; // Bedrock's
    }
    if (path.contains("/applications/") && path.contains("/protocols/")) {
      return AGENT; // one of Azure's that was published
    }
    if (path.contains("/apps/") && path.endsWith("/completion")) {
      return AGENT; // Alibaba's
    }
    if (path.contains("/model/arn:") && path.contains(":prompt/")) {
      return PROMPT; // Bedrock's
    }
    boolean goesOn = head.method().equals("POST") && path.contains("/conversations/");
    if (goesOn && "mistral_ai".equals(vendor)) {
      return CONVERSATION;
    }
    return format.id().equals(TOOL_OUTPUTS) ? ASSISTANT : null;
  }
}
