package dev.cordon.engine.redact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens in this JVM's memory: at most so many, for so long, the least recently put
 * forgotten first. Thread-safe.
 */
public final class MemoryVault implements Vault {
  /** Stands for a token under which two values were put; no value is this array. */
  private static final byte[] AMBIGUOUS = {};

  private static final char SEPARATOR = '\n';

  private final Expiring<byte[]> held;
  private final Expiring<String[]> links;

  /** In how many scopes a token is held: an answer full of unknown ones costs one look each. */
  private final Map<String, Integer> scopes = new HashMap<>();

  /**
   * Makes an empty vault.
   *
   * @param maxValues how many tokens it remembers at most, and how many scopes that go on from
   *     others
   * @param secondsToLive how long it remembers one, in seconds
   */
  public MemoryVault(int maxValues, long secondsToLive) {
    this.held =
        new Expiring<byte[]>(maxValues, secondsToLive) {
          @Override
          void forgotten(String key) {
            count(key.substring(0, key.indexOf(SEPARATOR)), -1);
          }
        };
    this.links = new Expiring<>(maxValues, secondsToLive);
  }

  private void count(String token, int change) {
    Integer before = scopes.remove(token);
    int now = (before == null ? 0 : before) + change;
    if (now > 0) {
      scopes.put(token, now);
    }
  }

  private static String key(String scope, String token) {
    return token + SEPARATOR + scope;
  }

  @Override
  public synchronized void put(String scope, String token, byte[] value) {
    String key = key(scope, token);
    byte[] before = held.get(key);
    if (!held.holds(key)) {
      count(token, 1);
    }
    held.put(key, before == null || isOneValue(before, value) ? value : AMBIGUOUS);
  }

  @Override
  public synchronized void link(String scope, List<String> from) {
    Set<String> all = lineage(from);
    String[] before = links.get(scope);
    if (before != null) {
      all.addAll(Arrays.asList(before));
    }
    all.remove(scope);
    if (!all.isEmpty()) {
      String[] latest = all.toArray(new String[0]);
      links.put(scope, Arrays.copyOf(latest, Math.min(latest.length, MOST_SCOPES)));
    }
  }

  /**
   * Returns scopes and what they go on from.
   *
   * @param of the scopes
   * @return the latest first
   */
  public synchronized Set<String> lineage(List<String> of) {
    Set<String> all = new LinkedHashSet<>();
    for (int i = of.size() - 1; i >= 0; i--) {
      all.add(of.get(i));
    }
    for (int i = of.size() - 1; i >= 0; i--) {
      String[] from = links.get(of.get(i));
      if (from != null) {
        all.addAll(Arrays.asList(from));
      }
    }
    return all;
  }

  @Override
  public Lookup lookup(List<String> of) {
    Set<String> lineage = lineage(of);
    return new Lookup() {
      @Override
      public byte @Nullable [] get(String token) {
        byte[] value = MemoryVault.this.get(lineage, token);
        return value == null || value.length == 0 ? null : value;
      }
    };
  }

  /**
   * Returns what a token stands for in any of some scopes.
   *
   * @param of the scopes
   * @param token the token as issued
   * @return the value; null when it is not known, empty when it stands for two
   */
  public synchronized byte @Nullable [] get(Iterable<String> of, String token) {
    if (!scopes.containsKey(token)) {
      return null;
    }
    byte[] found = null;
    for (String scope : of) {
      byte[] value = held.get(key(scope, token));
      if (value != null) {
        if (value.length == 0 || (found != null && !isOneValue(found, value))) {
          return AMBIGUOUS;
        }
        found = found == null ? value : found;
      }
    }
    return found;
  }

  /** Tells whether two values differ in case, blanks and punctuation only. */
  private static boolean isOneValue(byte[] a, byte[] b) {
    int i = 0;
    int j = 0;
    while (true) {
      while (i < a.length && isPunctuation(a[i])) {
        i++;
      }
      while (j < b.length && isPunctuation(b[j])) {
        j++;
      }
      if (i == a.length || j == b.length) {
        return i == a.length && j == b.length && a.length > 0 && b.length > 0;
      }
      if (Text.lower(a[i++]) != Text.lower(b[j++])) {
        return false;
      }
    }
  }

  private static boolean isPunctuation(byte b) {
    return b >= 0 && !Text.isAlphanumeric(b);
  }

  /** Returns how many tokens it remembers. */
  public synchronized int size() {
    return held.size();
  }
}
