package dev.cordon.agent.audit;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.policy.UserRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns who makes a call from the places that policy names, in its order. Thread-safe. */
final class CallUser {
  private static final int LONGEST = 256;

  private final List<UserRules.Source> sources;
  private final String[][] paths;
  private final LoggingContext mdc = LoggingContext.mdc();
  private final LoggingContext baggage = LoggingContext.baggage();

  /** Whether the trail keeps users as they are. */
  final boolean plain;

  CallUser(UserRules rules) {
    this.sources = rules.sources();
    this.plain = rules.store() == UserRules.Store.PLAIN;
    this.paths = new String[sources.size()][];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = sources.get(i).name().split("\\.");
    }
  }

  /**
   * Returns who makes a call, as the application calls them; null when no place knows.
   *
   * @param head the request
   * @param body its body before it is redacted
   */
  @Nullable String of(RequestHead head, byte[] body) {
    for (int i = 0; i < paths.length; i++) {
      String value = value(sources.get(i), paths[i], head, body);
      if (value != null && !value.isEmpty()) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
      }
    }
    return null;
  }

  private @Nullable String value(
      UserRules.Source source, String[] path, RequestHead head, byte[] body) {
    switch (source.place()) {
      case MDC:
        return mdc.get(source.name(), head.library().loader());
      case BAGGAGE:
        return baggage.get(source.name(), head.library().loader());
      case HEADER:
        return head.headers().first(source.name());
      default:
        return JsonField.read(body, path);
    }
  }
}
