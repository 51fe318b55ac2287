package dev.cordon.engine.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of what policy wants to hear at once, and where. Immutable. */
public final class AlertRules {
  /** What may be new with a caller. */
  public static final List<String> NEWS =
      Collections.unmodifiableList(Arrays.asList("class", "vendor", "host", "region", "key"));

  private static final int SPIKE = 5;
  private static final int REFUSALS = 10;
  private static final long LEARN = 7 * 86_400L;
  private static final long REPEAT = 3600;

  private final int spike;
  private final Set<String> news;
  private final long learnSeconds;
  private final int refusals;
  private final @Nullable LimitRule spending;
  private final long repeatSeconds;
  private final @Nullable String webhook;
  private final byte @Nullable [] secret;
  private final Set<String> revoked;

  private AlertRules(@Nullable Section alerts, Section top, Secrets secrets) {
    if (alerts == null) {
      spike = 0;
      news = Collections.emptySet();
      learnSeconds = 0;
      refusals = 0;
      spending = null;
      repeatSeconds = REPEAT;
      webhook = null;
      secret = null;
    } else {
      spike = (int) alerts.number("spike", Quantity.COUNT, 0, 1000, SPIKE);
      news = news(alerts);
      learnSeconds = alerts.number("learn", Quantity.SECONDS, 0, 365 * 86_400L, LEARN);
      refusals = (int) alerts.number("refusals", Quantity.COUNT, 0, 1_000_000, REFUSALS);
      spending = spending(alerts);
      repeatSeconds = alerts.number("repeat", Quantity.SECONDS, 60, 30 * 86_400L, REPEAT);
      webhook = webhook(alerts);
      secret = secret(alerts, secrets);
    }
    revoked = revoked(top);
  }

  /** Reads the sections {@code alerts} and {@code keys}; null when there is neither. */
  static @Nullable AlertRules read(Section top, @Nullable AuditRules audit, Secrets secrets) {
    if (!top.has("alerts") && !top.has("keys")) {
      return null;
    }
    if (audit == null) {
      String key = top.has("alerts") ? "alerts" : "keys";
      top.wrong(key, "needs audit.file: who calls with which key is learnt for the trail");
      return null;
    }
    return new AlertRules(top.section("alerts", PolicyKeys.ALERTS), top, secrets);
  }

  private static Set<String> news(Section alerts) {
    if (!alerts.has("new")) {
      return new LinkedHashSet<>(NEWS);
    }
    Set<String> news = new LinkedHashSet<>();
    for (String text : alerts.texts("new")) {
      if (NEWS.contains(text)) {
        news.add(text);
      } else {
        alerts.wrong("new", "must be of " + String.join(", ", NEWS) + Suggestion.text(text, NEWS));
      }
    }
    return news;
  }

  private static @Nullable LimitRule spending(Section alerts) {
    String text = alerts.text("spending");
    if (text == null) {
      return null;
    }
    LimitRule rule = LimitReader.money("spending", text);
    if (rule == null) {
      alerts.wrong("spending", "must be money in a time such as 50 USD/d or 1k USD/month");
    }
    return rule;
  }

  /** What tells of calls goes on its way encrypted, or not out of this machine. */
  private static @Nullable String webhook(Section alerts) {
    String text = alerts.text("webhook");
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      boolean local = "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
      boolean fits = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
      if (fits && host != null && uri.getUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below; the exception quotes the address, which may hold a secret.
    }
    alerts.wrong("webhook", "must be an https address, or an http address of this machine");
    return null;
  }

  private static byte @Nullable [] secret(Section alerts, Secrets secrets) {
    if (!alerts.has("webhook")) {
      if (alerts.has("secret")) {
        alerts.wrong("secret", "signs what is sent to the webhook, and there is none");
      }
      return null;
    }
    TokenKey key = KeyReference.key(alerts, "secret", secrets, "must be env:NAME or file:PATH");
    if (key == null && !alerts.has("secret")) {
      alerts.wrong(
          "webhook", "needs secret: what is sent is signed, so that its receiver can know");
    }
    return key == null ? null : key.bytes();
  }

  private static Set<String> revoked(Section top) {
    Section keys = top.section("keys", PolicyKeys.KEYS);
    Set<String> revoked = new HashSet<>();
    if (keys != null) {
      for (String fingerprint : keys.texts("revoked")) {
        if (fingerprint.matches("[0-9a-f]{16}")) {
          revoked.add(fingerprint);
        } else {
          // Perhaps the key itself: it must not come back in a message.
          keys.wrong("revoked", "must be fingerprints of 16 digits, as 'audit fingerprint' prints");
        }
      }
    }
    return revoked;
  }

  /** Returns what is told and where, for people; of the webhook's address the host alone. */
  public List<String> sentences() {
    List<String> all = new ArrayList<>();
    if (spike > 0) {
      all.add("minutes with " + spike + " times the calls of the busiest in an hour");
    }
    if (!news.isEmpty()) {
      String known = "a caller's first " + String.join(", ", news);
      all.add(known + " once it is known for " + Quantity.SECONDS.print(learnSeconds));
    }
    if (refusals > 0) {
      all.add(refusals + " refusals in a row");
    }
    if (spending != null) {
      all.add("spending of " + spending.text());
    }
    if (!revoked.isEmpty()) {
      all.add(revoked.size() + " revoked keys");
    }
    if (webhook != null) {
      all.add("sent to " + URI.create(webhook).getHost());
    }
    return all;
  }

  /** Returns how many times the busiest minute before makes a spike; 0 for never. */
  public int spike() {
    return spike;
  }

  /** Tells whether something that a caller never had is told; one of {@link #NEWS}. */
  public boolean tellsNew(String what) {
    return news.contains(what);
  }

  /** Returns how long a caller must be known before something is new with it, in seconds. */
  public long learnSeconds() {
    return learnSeconds;
  }

  /** Returns how many refusals in a row of one caller are told; 0 for never. */
  public int refusals() {
    return refusals;
  }

  /** Returns how much may be spent in a period before it is told, or null. */
  public @Nullable LimitRule spending() {
    return spending;
  }

  /** Returns how long one thing is told once, in seconds. */
  public long repeatSeconds() {
    return repeatSeconds;
  }

  /** Returns where alerts are sent, or null. */
  public @Nullable String webhook() {
    return webhook;
  }

  /** Returns what they are signed with there, or null; a copy. */
  public byte @Nullable [] secret() {
    byte[] known = secret;
    return known == null ? null : known.clone();
  }

  /** Tells whether an API key should be dead, by its fingerprint. */
  public boolean isRevoked(String fingerprint) {
    return revoked.contains(fingerprint);
  }
}
