package dev.cordon.engine.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of one policy, merged: of two values the stricter one counts, and what the policy's
 * file says itself counts before both. Immutable once the policy is made.
 */
public final class Profiles {
  /** No profile. */
  static final Profiles NONE = new Profiles(Collections.<Profile>emptyList());

  private static final String REDACT = "redact.";
  private static final String OUTPUT_REDACT = "output.redact.";

  private final List<Profile> profiles;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private List<String> missing = Collections.emptyList();

  private Profiles(List<Profile> profiles) {
    this.profiles = profiles;
  }

  /** One key that profiles set. Immutable once the policy is made. */
  public static final class Key {
    private final String name;
    private final List<String> sources = new ArrayList<>();
    Object value;

    /** Where the file names it, too; 0 where it doesn't. */
    int line;

    Key(String name, Object value) {
      this.name = name;
      this.value = value;
    }

    /** Returns the key. */
    public String name() {
      return name;
    }

    /** Returns what the profiles say together, as a policy file writes it. */
    public String value() {
      return ProfileValues.text(value);
    }

    /** Returns which profile says so for which clause, such as {@code gdpr, Art. 28(3)}. */
    public List<String> sources() {
      return Collections.unmodifiableList(sources);
    }

    /** Returns the line where the file itself says something else that counts; 0 for none. */
    public int line() {
      return line;
    }
  }

  /** Reads the key {@code profile}, and adds to a policy what its file doesn't say itself. */
  static Profiles read(Section top) {
    List<String> named = new ArrayList<>();
    List<String> ids = top.texts("profile");
    for (String id : ids) {
      if (!ProfileCatalogue.ids().contains(id)) {
        top.wrong("profile", "no such profile: \"" + id + "\"" + ProfileCatalogue.suggestion(id));
      } else if (named.contains(id)) {
        top.wrong("profile", "\"" + id + "\" is here twice");
      } else {
        named.add(id);
      }
    }
    if (named.isEmpty()) {
      if (ids.isEmpty() && top.plain("profile") instanceof List) {
        top.wrong("profile", "is empty; leave it out for none");
      }
      return NONE;
    }
    Profiles profiles = new Profiles(ProfileCatalogue.with(named));
    profiles.merge();
    profiles.addTo(top);
    return profiles;
  }

  private void merge() {
    for (Profile profile : profiles) {
      for (Profile.Rule rule : profile.rules()) {
        Key key = keys.get(rule.key());
        if (key == null) {
          key = new Key(rule.key(), rule.value);
          keys.put(rule.key(), key);
        } else {
          key.value = ProfileValues.strictest(key.value, rule.value);
        }
        key.sources.add(profile.id() + ", " + rule.clause());
      }
    }
  }

  private void addTo(Section top) {
    for (Key key : keys.values()) {
      key.line = top.lineBelow(path(key.name()));
      if (key.line == 0 && !isRedaction(key)) {
        top.add(path(key.name()), key.value, "profile");
      }
    }
  }

  private static boolean isRedaction(Key key) {
    return key.name().startsWith(REDACT) || key.name().startsWith(OUTPUT_REDACT);
  }

  /** Types have dots in their names, sections have not. */
  private static List<String> path(String key) {
    if (key.startsWith(REDACT)) {
      return Arrays.asList("redact", key.substring(REDACT.length()));
    }
    if (key.startsWith(OUTPUT_REDACT)) {
      return Arrays.asList("output", "redact", key.substring(OUTPUT_REDACT.length()));
    }
    return Arrays.asList(key.split("\\."));
  }

  /** Returns the layer that profiles make of what becomes of findings in requests. */
  RedactionRules redact(RedactionRules below) {
    return layer(REDACT, below);
  }

  /** Returns the layer that profiles make of what becomes of findings in answers. */
  RedactionRules outputRedact(RedactionRules below) {
    return layer(OUTPUT_REDACT, below);
  }

  private RedactionRules layer(String prefix, RedactionRules below) {
    List<RedactionRules> layers = new ArrayList<>();
    for (Profile profile : profiles) {
      RedactionRules layer = new RedactionRules(null);
      for (Profile.Rule rule : profile.rules()) {
        if (rule.key().startsWith(prefix)) {
          String name = rule.key().substring(prefix.length());
          layer.put(name, RedactionRules.action(rule.value()));
        }
      }
      layers.add(layer);
    }
    return layers.isEmpty() ? below : RedactionRules.ofProfiles(layers, below);
  }

  /** Takes note of what the profiles expect of a policy that was read, and it doesn't say. */
  void compare(Section top, PolicyBuilder policy) {
    missing = new ArrayList<>();
    for (Profile profile : profiles) {
      for (Profile.Expectation expected : profile.expectations()) {
        boolean named = top.lineBelow(path(expected.key())) > 0;
        if (!expected.isMetBy(policy, named)) {
          missing.add(
              expected.what()
                  + " ("
                  + profile.id()
                  + ", "
                  + expected.clause()
                  + "): "
                  + expected.why());
        }
      }
    }
  }

  /** Returns the names of the profiles, those among them that others contain. */
  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Profile profile : profiles) {
      ids.add(profile.id());
    }
    return ids;
  }

  /** Returns the keys that they set, in the order in which profiles are merged. */
  public List<Key> keys() {
    return new ArrayList<>(keys.values());
  }

  /** Returns what they expect of the policy that it doesn't say, each with its reason. */
  public List<String> missing() {
    return Collections.unmodifiableList(missing);
  }

  /**
   * Returns which profile asks for a rule, and for which clause.
   *
   * @param rule the key that decided
   * @return such as {@code gdpr, Art. 28(3)}; null when the rule is the policy's own
   */
  public @Nullable String source(@Nullable String rule) {
    if (rule == null || keys.isEmpty()) {
      return null;
    }
    for (Key key : keys.values()) {
      boolean is = rule.equals(key.name()) || rule.startsWith(key.name() + ".");
      if (is && key.line() == 0) {
        return String.join("; ", key.sources());
      }
    }
    return null;
  }
}
