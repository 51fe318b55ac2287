package dev.cordon.engine.head;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request says of the codings that its answer may have (RFC 9110, section 12.5.3). */
public final class AcceptedCodings {
  private AcceptedCodings() {}

  /**
   * Leaves those that can be undone.
   *
   * @param header the {@code accept-encoding} header
   * @return the header to send instead; null when it can stay
   */
  public static @Nullable String readable(@Nullable String header) {
    if (header == null) {
      return null;
    }
    StringBuilder left = new StringBuilder();
    boolean dropped = false;
    int from = 0;
    while (from <= header.length()) {
      int comma = header.indexOf(',', from);
      int end = comma < 0 ? header.length() : comma;
      String coding = header.substring(from, end).trim();
      if (isReadable(coding)) {
        left.append(left.length() == 0 ? "" : ", ").append(coding);
      } else {
        dropped |= !coding.isEmpty();
      }
      from = end + 1;
    }
    if (!dropped) {
      return null;
    }
    return left.length() == 0 ? "identity" : left.toString();
  }

  private static boolean isReadable(String coding) {
    int semicolon = coding.indexOf(';');
    String name = (semicolon < 0 ? coding : coding.substring(0, semicolon)).trim();
    switch (name.toLowerCase(Locale.ROOT)) {
      case "gzip":
      case "x-gzip":
      case "deflate":
      case "identity":
        return true;
      default:
        return false;
    }
  }
}
