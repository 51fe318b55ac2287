package dev.cordon.engine.policy;

import dev.cordon.engine.NameSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Headers by which requests ask for what vendors still try out. Stateless. */
public final class BetaHeaders {
  /** Anthropic's, which OpenRouter takes under another name, too, and OpenAI's. */
  private static final NameSet NAMES =
      new NameSet("anthropic-beta", "x-anthropic-beta", "openai-beta");

  /** Where a WebSocket asks for a beta that can't set a header, as {@code realtime-v1}. */
  private static final String PROTOCOLS = "sec-websocket-protocol";

  private static final String OF_PROTOCOL = "openai-beta.";

  private BetaHeaders() {}

  /**
   * Returns the flags that a header's line asks for.
   *
   * @param header its name, in any case
   */
  public static List<String> flags(String header, String value) {
    List<String> flags = new ArrayList<>();
    boolean protocols = header.equalsIgnoreCase(PROTOCOLS);
    if (protocols || NAMES.contains(header)) {
      for (String word : value.split(",")) {
        String flag = protocols ? ofProtocol(word.trim()) : word.trim();
        if (!flag.isEmpty()) {
          flags.add(flag);
        }
      }
    }
    return flags;
  }

  /** The version stands behind an equals sign in the header, where no protocol may have one. */
  private static String ofProtocol(String protocol) {
    if (!protocol.toLowerCase(Locale.ROOT).startsWith(OF_PROTOCOL)) {
      return "";
    }
    String flag = protocol.substring(OF_PROTOCOL.length());
    int version = flag.lastIndexOf("-v");
    return version < 0 ? flag : flag.substring(0, version) + '=' + flag.substring(version + 1);
  }
}
