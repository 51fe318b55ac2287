package dev.cordon.engine.call;

import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.RequestRules;
import dev.cordon.engine.wire.WireFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the tools that the vendor would run for a request. Used by one thread at a time. */
final class ServerTools {
  private static final String TYPE = "tools[].type";

  /** Tools that the application runs itself. */
  private static final Set<String> OWN =
      new HashSet<>(Arrays.asList("function", "custom", "namespace"));

  /** Google's key for functions of the application. */
  private static final String FUNCTIONS = "function_declarations";

  /** Google's tools, each the key of an object, where others may speak Google's form. */
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

  /** Texts that name a tool: plugins, connectors, data of one's own, Bedrock's, Groq's. */
  private static final Set<String> NAMES =
      new HashSet<>(
          Arrays.asList(
              "plugins[].id",
              "connectors[].id",
              "data_sources[].type",
              "toolConfig.tools[].systemTool.name",
              "compound_custom.tools.enabled_tools[]"));

  private static final String SEARCH_MODE = "search_parameters.mode";
  private static final Set<String> SEARCHES =
      new HashSet<>(Arrays.asList("enable_search", "parameters.enable_search"));

  private static final String WEB_SEARCH = "web_search";

  /** The end of a model's name by which OpenRouter searches the web. */
  private static final String ONLINE = ":online";

  private final RequestRules rules;
  private final boolean google;
  private final boolean openRouter;
  private final Set<String> tools = new LinkedHashSet<>();
  private boolean searchIsOff;

  ServerTools(RequestRules rules, WireFormat format, @Nullable String vendor) {
    this.rules = rules;
    this.google = format.id().startsWith("gemini.");
    this.openRouter = "openrouter".equals(vendor);
  }

  void begin() {
    tools.clear();
    searchIsOff = false;
  }

  boolean wants(String place) {
    return place.endsWith(TYPE)
        || NAMES.contains(place)
        || SEARCHES.contains(place)
        || place.equals(SEARCH_MODE)
        || (openRouter && isModel(place));
  }

  private static boolean isModel(String place) {
    return place.equals("model") || place.equals("models[]");
  }

  void string(String place, String text) {
    if (place.endsWith(TYPE)) {
      if (!OWN.contains(text)) {
        tools.add(text);
      }
    } else if (NAMES.contains(place)) {
      tools.add(text);
    } else if (place.equals(SEARCH_MODE)) {
      searchIsOff = text.equals("off");
    } else if (openRouter && isModel(place) && text.endsWith(ONLINE)) {
      tools.add(WEB_SEARCH);
    }
  }

  /** Sees what is no string; {@code first} is its first character. */
  void scalar(String place, byte first) {
    if (first == 't' && SEARCHES.contains(place)) {
      tools.add(WEB_SEARCH);
    }
  }

  /** Sees the end of an object: tools without a type are known by the key that holds them. */
  void closed(String place) {
    if (place.equals("web_search_options")) {
      tools.add(WEB_SEARCH);
    } else if (place.equals("search_parameters")) {
      if (!searchIsOff) {
        tools.add("live_search");
      }
      searchIsOff = false;
    } else if (place.equals("mcp_servers[]")) {
      tools.add("mcp");
    } else if (place.startsWith("tools[].") && place.indexOf('.', 8) < 0) {
      googles(place.substring(8));
    } else if (google && place.startsWith("tools.") && place.indexOf('.', 6) < 0) {
      googles(place.substring(6)); // which Google takes for an array of one
    }
  }

  private void googles(String key) {
    String name = snake(key.endsWith("[]") ? key.substring(0, key.length() - 2) : key);
    if (google ? !name.equals(FUNCTIONS) : GOOGLES.contains(name)) {
      tools.add(name.equals("mcp_servers") ? "mcp" : name);
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
