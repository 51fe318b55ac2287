package dev.cordon.engine.policy;

import dev.cordon.engine.text.UrlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may make AI calls. The first rule that fits a call in all that it names is the caller's, the
 * others don't count. Which rules fit a place in the code is remembered. Thread-safe.
 */
public final class CallerRules {
  private static final int REMEMBERED = 2048;
  private static final String NOWHERE = "";

  private final CallerRule[] rules;
  private final boolean denies;
  private final @Nullable UserRules users;
  private final @Nullable TokenKey trailKey;
  private final boolean needsSite;
  private final boolean needsUser;
  private final boolean needsKey;
  private final boolean needsPath;
  private final Map<String, CallerRule[]> bySite = new ConcurrentHashMap<>();

  /**
   * Makes rules.
   *
   * @param rules the callers, the first that fits counts
   * @param denies whether all others are refused
   * @param users where users are learnt from; null when no rule names one
   * @param trailKey the key of fingerprints; null when no rule names one
   */
  CallerRules(
      List<CallerRule> rules,
      boolean denies,
      @Nullable UserRules users,
      @Nullable TokenKey trailKey) {
    this.rules = rules.toArray(new CallerRule[0]);
    this.denies = denies;
    this.users = users;
    this.trailKey = trailKey;
    boolean site = denies; // a refusal names who was refused
    boolean user = false;
    boolean key = false;
    boolean path = false;
    for (CallerRule rule : rules) {
      site |= !rule.classes.isEmpty();
      user |= !rule.users.isEmpty();
      key |= !rule.keys.isEmpty();
      path |= !rule.paths.isEmpty();
    }
    needsSite = site;
    needsUser = user;
    needsKey = key;
    needsPath = path;
  }

  /** Tells whether calls of callers that no rule names are refused. */
  public boolean deniesOthers() {
    return denies;
  }

  /** Tells whether the place in the application's code has to be known. */
  public boolean needsSite() {
    return needsSite;
  }

  /** Tells whether the path of the web request that is answered has to be known. */
  public boolean needsPath() {
    return needsPath;
  }

  /**
   * Tells whether a rule knows a key by the key itself, and not by its fingerprint in the trail.
   */
  public boolean namesKeysThemselves() {
    for (CallerRule rule : rules) {
      for (KnownKey key : rule.keys) {
        if (!key.isFingerprint()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the callers that have a name, in the order in which they count. */
  public List<CallerRule> named() {
    List<CallerRule> named = new ArrayList<>();
    for (CallerRule rule : rules) {
      named.add(rule);
    }
    return named;
  }

  /** Returns the rule of a call's caller, or null when none fits. */
  public @Nullable CallerRule find(CallerFacts facts) {
    String site = needsSite ? facts.site() : null;
    CallerRule[] fitting = at(site == null ? NOWHERE : site, facts);
    UserRules from = users;
    String user = needsUser && from != null && fitting.length > 0 ? facts.user(from) : null;
    String key = needsKey && fitting.length > 0 ? facts.apiKey() : null;
    String asked = needsPath && fitting.length > 0 ? facts.path() : null;
    String path = asked == null ? null : UrlPath.normal(asked);
    TokenKey secret = trailKey;
    String print = key == null || secret == null ? "" : facts.fingerprint(key, secret);
    String hash = key == null ? "" : KnownKey.hash(key);
    for (CallerRule rule : fitting) {
      if (isFor(rule, user) && rule.hasPath(path) && carries(rule, print, hash)) {
        return rule;
      }
    }
    return null;
  }

  private CallerRule[] at(String site, CallerFacts facts) {
    CallerRule[] known = bySite.get(site);
    if (known != null) {
      return known;
    }
    int dot = site.lastIndexOf('.');
    String className = dot < 0 ? site : site.substring(0, dot);
    List<CallerRule> fitting = new ArrayList<>();
    for (CallerRule rule : rules) {
      if (rule.hasClass(className) && rule.hasService(facts.service())) {
        fitting.add(rule);
      }
    }
    known = fitting.toArray(new CallerRule[0]);
    if (bySite.size() < REMEMBERED) {
      bySite.put(site, known);
    }
    return known;
  }

  private static boolean isFor(CallerRule rule, @Nullable String user) {
    return rule.users.isEmpty() || (user != null && rule.users.contains(user));
  }

  private static boolean carries(CallerRule rule, String fingerprint, String hash) {
    for (KnownKey key : rule.keys) {
      if (key.is(fingerprint, hash)) {
        return true;
      }
    }
    return rule.keys.isEmpty();
  }
}
