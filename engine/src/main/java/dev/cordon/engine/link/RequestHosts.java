package dev.cordon.engine.link;

import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a request names, and the links that it holds. Nothing is read before a link of the
 * answer asks. Serves one request at a time; not thread-safe.
 */
public final class RequestHosts {
  /** The texts of a request as it left. */
  @FunctionalInterface
  public interface Request {
    /**
     * Shows the texts.
     *
     * @param body the request's body as it left
     * @param visitor sees each; its replacements are ignored
     */
    void show(byte[] body, TextVisitor visitor);
  }

  /** Longer names than DNS has (RFC 1035, section 2.3.4). */
  private static final int LONGEST = 253;

  /** No request that is not made for it names as many. */
  private static final int MOST = 100_000;

  /** Each search reads the request once: so many bytes are read for one answer. */
  private static final long MOST_BYTES = 64L << 20;

  private static final byte[] NOTHING = {};
  private static final Request NONE = (body, visitor) -> {};

  private final OriginRules origins;
  private Request request = NONE;
  private byte[] body = NOTHING;
  private Set<String> trusted = new HashSet<>(0);
  private Set<String> others = new HashSet<>(0);
  private Set<String> hosts = trusted;
  private boolean read;
  private long budget = MOST_BYTES;

  /**
   * Makes the hosts of no request yet.
   *
   * @param origins whose texts are not to be trusted
   */
  public RequestHosts(OriginRules origins) {
    this.origins = origins;
  }

  /**
   * Begins a request.
   *
   * @param newRequest shows its texts, once at most
   * @param newBody its body as it left
   */
  public RequestHosts of(Request newRequest, byte[] newBody) {
    request = newRequest;
    body = newBody;
    return this;
  }

  /** Forgets the request. */
  void end() {
    if (!trusted.isEmpty() || !others.isEmpty()) {
      trusted = new HashSet<>(0);
      others = new HashSet<>(0);
    }
    hosts = trusted;
    request = NONE;
    body = NOTHING;
    read = false;
    budget = MOST_BYTES;
  }

  /**
   * Adds the hosts that a further text names.
   *
   * @param text holds the text as UTF-8
   * @param from its first byte
   * @param to the byte after its last one
   */
  private void add(byte[] text, int from, int to) {
    int p = from;
    while (p < to) {
      if (!isName(text[p])) {
        p++;
        continue;
      }
      int start = p;
      boolean dotted = false;
      while (p < to && isName(text[p])) {
        dotted |= text[p] == '.' && p > start;
        p++;
      }
      boolean named = start - from >= 2 && text[start - 1] == '/' && text[start - 2] == '/';
      if (dotted || named) {
        add(text, start, p, named);
      }
    }
  }

  private void add(byte[] text, int from, int to, boolean single) {
    int start = from;
    int end = to;
    while (start < end && (text[start] == '.' || text[start] == '-')) {
      start++;
    }
    while (end > start && (text[end - 1] == '.' || text[end - 1] == '-')) {
      end--;
    }
    if (end - start > LONGEST || end == start || hosts.size() >= MOST) {
      return;
    }
    String name = new String(text, start, end - start, StandardCharsets.US_ASCII);
    if (single || name.indexOf('.') > 0) {
      hosts.add(name.toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isName(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '.'
        || b == '-'
        || b == '_';
  }

  /**
   * Tells whether the request names a host in a text that can be trusted.
   *
   * @param host in lower case, without port and final dot
   */
  boolean has(String host) {
    if (!read) {
      read = true;
      request.show(body, new Reader(null));
    }
    return contains(trusted, host);
  }

  /** Tells the same of a text that other people wrote. */
  boolean hasUntrusted(String host) {
    return contains(others, host);
  }

  private static boolean contains(Set<String> hosts, String host) {
    String other = host.startsWith("www.") ? host.substring(4) : "www." + host;
    return hosts.contains(host) || hosts.contains(other);
  }

  /** Returns a visitor that reads the hosts of each text before another one sees it. */
  public TextVisitor beside(TextVisitor visitor) {
    return new Reader(visitor);
  }

  private final class Reader implements TextVisitor {
    private final @Nullable TextVisitor next;

    Reader(@Nullable TextVisitor next) {
      this.next = next;
    }

    @Override
    public void from(Origin origin) {
      hosts = origins.isUntrusted(origin) ? others : trusted;
      if (next != null) {
        next.from(origin);
      }
    }

    @Override
    public boolean enter(String key) {
      return next != null && next.enter(key);
    }

    @Override
    public void leave() {
      if (next != null) {
        next.leave();
      }
    }

    @Override
    public void aside(byte[] text, int from, int to) {
      if (next != null) {
        next.aside(text, from, to);
      }
    }

    @Override
    public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
      add(text, from, to);
      if (next != null) {
        next.visit(text, from, to, key, kind, edits);
      }
    }
  }

  /**
   * Tells whether the request as it left holds a text. Searches as Knuth, Morris and Pratt do, so
   * that no request and link together cost more than their lengths.
   */
  boolean holds(byte[] link, int length) {
    budget -= body.length;
    if (length == 0 || budget < 0) {
      return false;
    }
    int[] fallback = new int[length];
    for (int i = 1, k = 0; i < length; i++) {
      while (k > 0 && link[i] != link[k]) {
        k = fallback[k - 1];
      }
      k += link[i] == link[k] ? 1 : 0;
      fallback[i] = k;
    }
    int k = 0;
    for (byte b : body) {
      while (k > 0 && b != link[k]) {
        k = fallback[k - 1];
      }
      k += b == link[k] ? 1 : 0;
      if (k == length) {
        return true;
      }
    }
    return false;
  }
}
