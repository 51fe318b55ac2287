package dev.cordon.engine.policy;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is done about findings in a request's headers or query. Immutable. */
public final class HeadRules {
  private final boolean redact;
  private final boolean credentials;
  private final Set<String> skip;
  private final Set<String> remove;
  private final Set<String> text;

  HeadRules(
      boolean redact,
      boolean credentials,
      List<String> skip,
      List<String> remove,
      List<String> text) {
    this.text = lowerCase(text);
    this.redact = redact;
    this.credentials = credentials;
    this.skip = lowerCase(skip);
    this.remove = lowerCase(remove);
  }

  private static Set<String> lowerCase(List<String> names) {
    Set<String> lower = new LinkedHashSet<>();
    for (String name : names) {
      lower.add(name.toLowerCase(Locale.ROOT));
    }
    return Collections.unmodifiableSet(lower);
  }

  /** Tells whether findings are redacted at all. */
  public boolean redact() {
    return redact;
  }

  /** Tells whether credentials are redacted too; they usually authenticate the call. */
  public boolean credentials() {
    return credentials;
  }

  /** Returns names that are left alone, lower case. */
  public Set<String> skip() {
    return skip;
  }

  /** Returns names whose values are read as texts, lower case. */
  public Set<String> text() {
    return text;
  }

  /** Returns names that are never sent, lower case. */
  public Set<String> remove() {
    return remove;
  }
}
