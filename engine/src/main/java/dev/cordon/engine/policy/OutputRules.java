package dev.cordon.engine.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cordon.engine.language.Languages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer must not say, how long it may be, and in which languages. Immutable. */
public final class OutputRules {
  /** So long may a match be that a stream is held back for, in bytes. */
  public static final int LONGEST_MATCH = 256;

  static final OutputRules NONE =
      new OutputRules(
          null, CanaryAction.MASK, 0, Collections.<String>emptyList(), CanaryAction.REPORT);

  private static final long MOST_CHARACTERS = 100_000_000;

  private final @Nullable Pattern denied;
  private final CanaryAction deniedAction;
  private final long maxLength;
  private final List<String> languages;
  private final CanaryAction languageAction;

  private OutputRules(
      @Nullable Pattern denied,
      CanaryAction deniedAction,
      long maxLength,
      List<String> languages,
      CanaryAction languageAction) {
    this.denied = denied;
    this.deniedAction = deniedAction;
    this.maxLength = maxLength;
    this.languages = languages;
    this.languageAction = languageAction;
  }

  /** Reads the rules of a policy's section {@code output}. */
  static OutputRules read(Section output) {
    CanaryAction denied = output.choice("denied", CanaryAction.values());
    CanaryAction language =
        output.choice(
            "other_language", new CanaryAction[] {CanaryAction.REPORT, CanaryAction.BLOCK});
    return new OutputRules(
        patterns(output),
        denied == null ? NONE.deniedAction : denied,
        output.number("max_length", Quantity.COUNT, 1, MOST_CHARACTERS, 0),
        languages(output),
        language == null ? NONE.languageAction : language);
  }

  /** Reads patterns into one, each of which may have flags of its own. */
  private static @Nullable Pattern patterns(Section output) {
    StringBuilder all = new StringBuilder();
    for (String pattern : output.texts("deny_patterns")) {
      try {
        boolean empty = Pattern.compile(pattern).matches("");
        String group = "(?:" + pattern + ")";
        if (empty || Pattern.compile(group).matches("")) { // the group may end a \\Q
          output.wrong("deny_patterns", "the pattern matches the empty text: \"" + pattern + "\"");
        }
        all.append(all.length() == 0 ? "" : "|").append(group);
      } catch (PatternSyntaxException e) {
        output.wrong("deny_patterns", "no valid RE2 pattern: " + e.getDescription());
      }
    }
    return all.length() == 0 ? null : Pattern.compile(all.toString());
  }

  private static List<String> languages(Section output) {
    List<String> languages = new ArrayList<>();
    for (String code : output.texts("language")) {
      if (Languages.codes().contains(code)) {
        languages.add(code);
      } else {
        output.wrong(
            "language",
            "unknown language \"" + code + "\", known are " + String.join(", ", Languages.codes()));
      }
    }
    return Collections.unmodifiableList(languages);
  }

  /** Returns what no answer may say; null for nothing. */
  public @Nullable Pattern denied() {
    return denied;
  }

  /** Returns what becomes of it. */
  public CanaryAction deniedAction() {
    return deniedAction;
  }

  /** Returns how many characters each text of an answer may have; 0 for any number. */
  public long maxLength() {
    return maxLength;
  }

  /** Returns the codes of the languages that answers may be in; an empty list for any. */
  public List<String> languages() {
    return languages;
  }

  /** Returns what becomes of an answer in another language: it is reported, or ends. */
  public CanaryAction languageAction() {
    return languageAction;
  }

  /** Tells whether an answer may have to be changed. */
  public boolean changes() {
    return maxLength > 0
        || (denied != null && deniedAction != CanaryAction.REPORT)
        || (!languages.isEmpty() && languageAction == CanaryAction.BLOCK);
  }
}
