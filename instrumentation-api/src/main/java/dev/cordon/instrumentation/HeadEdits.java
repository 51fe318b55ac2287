package dev.cordon.instrumentation;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a verdict changes in a request's head. Immutable. */
final class HeadEdits {
  static final HeadEdits NONE = new HeadEdits(null, Collections.emptyMap());

  private final @Nullable String query;
  private final Map<String, String> headers;

  private HeadEdits(@Nullable String query, Map<String, String> headers) {
    this.query = query;
    this.headers = headers;
  }

  static HeadEdits of(Verdict verdict) {
    return new HeadEdits(verdict.query(), verdict.headers());
  }

  /** Edits headers alone; an empty value removes one, several lines of one are parted by LF. */
  static HeadEdits of(Map<String, String> headers) {
    return headers.isEmpty() ? NONE : new HeadEdits(null, headers);
  }

  boolean isEmpty() {
    return query == null && headers.isEmpty();
  }

  void apply(HeadEditor editor) {
    if (query != null) {
      editor.query(query.isEmpty() ? null : query);
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      editor.header(header.getKey(), lines(header.getValue()));
    }
  }

  /** Edits those of the headers that a head has: a redirect drops some, and brings a query. */
  void applyTo(RequestHead now, HeadEditor editor) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (now.headers().first(header.getKey()) != null) {
        editor.header(header.getKey(), lines(header.getValue()));
      }
    }
  }

  private static List<String> lines(String value) {
    if (value.isEmpty()) {
      return Collections.emptyList();
    }
    if (value.indexOf(Verdict.NEXT_LINE) < 0) {
      return Collections.singletonList(value);
    }
    List<String> lines = new ArrayList<>(2);
    for (int at = 0; at <= value.length(); ) {
      int end = value.indexOf(Verdict.NEXT_LINE, at);
      end = end < 0 ? value.length() : end;
      lines.add(value.substring(at, end));
      at = end + 1;
    }
    return lines;
  }

  /**
   * Tells whether a head is as these edits left it: its query is the judged one, and each edited
   * header says what it was made to say or is gone.
   *
   * @param judged the head before the edits
   * @param now the head that is about to leave
   */
  boolean holdIn(RequestHead judged, RequestHead now) {
    String expected = query == null ? judged.query() : query.isEmpty() ? null : query;
    if (!Objects.equals(expected, now.query())) {
      return false;
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!all(now.headers(), header.getKey(), lines(header.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean all(HeaderSource headers, String wanted, List<String> allowed) {
    boolean[] all = {true};
    headers.forEach(
        new BiConsumer<String, String>() {
          @Override
          public void accept(String name, String value) {
            all[0] &= !name.equalsIgnoreCase(wanted) || allowed.contains(value);
          }
        });
    return all[0];
  }
}
