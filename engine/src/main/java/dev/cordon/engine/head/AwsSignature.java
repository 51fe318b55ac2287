package dev.cordon.engine.head;

import dev.cordon.engine.RequestHead;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4, in the {@code Authorization} header or in the query. It covers the body
 * and the headers that it names; what was changed afterwards is rejected there.
 */
public final class AwsSignature {
  private AwsSignature() {}

  /** Tells whether a request is signed. */
  public static boolean isOn(RequestHead head) {
    String authorization = head.headers().first("authorization");
    String query = head.query();
    return (authorization != null && authorization.startsWith("AWS4-"))
        || (query != null && query.contains("X-Amz-Signature="));
  }

  /** Tells whether a request would be rejected without this header. */
  static boolean covers(RequestHead head, String header) {
    if (!isOn(head)) {
      return false;
    }
    String authorization = head.headers().first("authorization");
    String names =
        authorization != null && authorization.startsWith("AWS4-")
            ? after(authorization, "SignedHeaders=", ',')
            : after(head.query(), "X-Amz-SignedHeaders=", '&');
    if (names == null) {
      return true; // as far as we can tell
    }
    String list = ";" + names.replace("%3B", ";").replace("%3b", ";") + ";";
    return list.toLowerCase(Locale.ROOT).contains(";" + header.toLowerCase(Locale.ROOT) + ";");
  }

  private static @Nullable String after(@Nullable String text, String key, char end) {
    int at = text == null ? -1 : text.indexOf(key);
    if (text == null || at < 0) {
      return null;
    }
    int from = at + key.length();
    int to = text.indexOf(end, from);
    return text.substring(from, to < 0 ? text.length() : to).trim();
  }
}
