package dev.cordon.engine.policy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that are built in. Each is a file of its own, read strictly and only when a policy
 * names it. Thread-safe.
 */
public final class ProfileCatalogue {
  /** In this order they are merged and shown, whatever a policy's order. */
  private static final List<String> IDS =
      Collections.unmodifiableList(
          Arrays.asList(
              "gdpr",
              "norway",
              "hipaa",
              "pci-dss",
              "eu-ai-act",
              "owasp-llm",
              "nist-ai-rmf",
              "iso-27001"));

  private static final List<String> FILE =
      Arrays.asList("title", "text", "source", "includes", "rules", "expects", "cannot");
  private static final List<String> RULE = Arrays.asList("clause", "why", "set");
  private static final List<String> EXPECTATION = Arrays.asList("key", "at_least", "clause", "why");
  private static final Map<String, Profile> READ = new LinkedHashMap<>();

  private ProfileCatalogue() {}

  /** Returns the names of all profiles, in the order in which they are merged. */
  public static List<String> ids() {
    return IDS;
  }

  /** Returns profiles and those that they contain, each once, in the order of {@link #ids}. */
  static List<Profile> with(List<String> named) {
    Set<String> all = new LinkedHashSet<>(named);
    for (String id : named) {
      all.addAll(profile(id).includes());
    }
    List<Profile> profiles = new ArrayList<>();
    for (String id : IDS) {
      if (all.contains(id)) {
        profiles.add(profile(id));
      }
    }
    return profiles;
  }

  /**
   * Returns a profile.
   *
   * @param id one of {@link #ids}
   * @throws IllegalStateException when its file is wrong; the message names file and line
   */
  public static synchronized Profile profile(String id) {
    Profile known = READ.get(id);
    if (known == null) {
      known = read(id);
      READ.put(id, known);
    }
    return known;
  }

  private static Profile read(String id) {
    String file = "profiles/" + id + ".yaml";
    Problems problems = new Problems(file);
    Section top = Section.file(file, content(file), problems, FILE);
    Profile profile = top == null ? null : profile(id, top);
    if (profile == null || !problems.all().isEmpty()) {
      throw new IllegalStateException(String.valueOf(problems.all()));
    }
    return profile;
  }

  private static Profile profile(String id, Section top) {
    List<Profile.Rule> rules = new ArrayList<>();
    for (Section rule : top.sections("rules", RULE)) {
      Section set = rule.section("set", null);
      for (String key : set == null ? Collections.<String>emptyList() : set.names()) {
        Object value = set == null ? null : set.plain(key);
        if (value == null || !ProfileValues.isComparable(value)) {
          rule.wrong("set", "no value of which it is known which of two is stricter: " + key);
        } else {
          rules.add(new Profile.Rule(key, value, said(rule, "clause"), said(rule, "why")));
        }
      }
    }
    List<Profile.Expectation> expectations = new ArrayList<>();
    for (Section expected : top.sections("expects", EXPECTATION)) {
      expectations.add(
          new Profile.Expectation(
              said(expected, "key"),
              expected.number("at_least", Quantity.SECONDS, 1, Long.MAX_VALUE, 0),
              said(expected, "clause"),
              said(expected, "why")));
    }
    return new Profile(
        id,
        said(top, "title"),
        said(top, "text"),
        said(top, "source"),
        top.texts("includes"),
        rules,
        expectations,
        top.texts("cannot"));
  }

  private static String said(Section section, String key) {
    String text = section.line(key, 300);
    if (text == null) {
      throw new IllegalStateException(section.at(key) + " is missing");
    }
    return text;
  }

  private static byte[] content(String file) {
    try (InputStream in = ProfileCatalogue.class.getResourceAsStream(file)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int length = in == null ? -1 : in.read(buffer);
      while (in != null && length >= 0) {
        out.write(buffer, 0, length);
        length = in.read(buffer);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(file + " can't be read", e);
    }
  }

  /** Returns the profile that was meant by a word, in a form for messages. */
  static String suggestion(@Nullable String word) {
    return word == null ? "" : Suggestion.text(word, IDS);
  }
}
