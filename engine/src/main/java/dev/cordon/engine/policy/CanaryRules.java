package dev.cordon.engine.policy;

import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.canary.CanaryKind;
import org.jspecify.annotations.Nullable;

/** What must never leave or come back, and what is done about it. Immutable. */
public final class CanaryRules {
  private static final int MOST = 100_000;

  private final Canaries canaries;
  private final CanaryAction request;
  private final CanaryAction answer;
  private final boolean perCall;

  private CanaryRules(
      Canaries canaries, CanaryAction request, CanaryAction answer, boolean perCall) {
    this.canaries = canaries;
    this.request = request;
    this.answer = answer;
    this.perCall = perCall;
  }

  /** Reads the section; null when there is none. */
  static @Nullable CanaryRules read(Section top, ReferredFiles files) {
    Section section = top.section("canaries", PolicyKeys.CANARIES);
    if (section == null) {
      return null;
    }
    Canaries.Builder canaries = Canaries.builder();
    values(section, "values", CanaryKind.DOCUMENT, canaries, files);
    values(section, "prompts", CanaryKind.PROMPT, canaries, files);
    CanaryAction request =
        section.choice("request", new CanaryAction[] {CanaryAction.REPORT, CanaryAction.BLOCK});
    CanaryAction answer = section.choice("answer", CanaryAction.values());
    boolean perCall = section.flag("per_call", false);
    Canaries made = canaries.build();
    boolean named = perCall;
    for (String key : new String[] {"values", "values_file", "prompts", "prompts_file"}) {
      named |= section.has(key);
    }
    if (!named) {
      top.wrong("canaries", "names none; give values, values_file, prompts or prompts_file");
    } else if (made.size() > MOST) {
      top.wrong("canaries", "has more than " + MOST);
    }
    return new CanaryRules(
        made,
        request == null ? CanaryAction.BLOCK : request,
        answer == null ? CanaryAction.MASK : answer,
        perCall);
  }

  private static void values(
      Section section,
      String key,
      CanaryKind kind,
      Canaries.Builder canaries,
      ReferredFiles files) {
    for (String value : section.texts(key)) {
      if (!canaries.add(value, kind)) {
        section.wrong(key, problem(value));
      }
    }
    String fileKey = key + "_file";
    for (String name : section.texts(fileKey)) {
      int number = 0;
      for (String line : files.lines(section, fileKey, name)) {
        number++;
        String value = line.trim();
        if (!value.isEmpty() && !value.startsWith("#") && !canaries.add(value, kind)) {
          section.wrongFile(fileKey, name, number, problem(value));
        }
      }
    }
  }

  private static String problem(String value) {
    return Canaries.isHashed(value)
        ? "is no hashed canary; canary make makes one"
        : "a canary has " + Canaries.LIMITS;
  }

  /** Returns what is looked for. */
  public Canaries canaries() {
    return canaries;
  }

  /** Returns these rules with one more canary of a document. */
  CanaryRules with(String value) {
    Canaries.Builder one = Canaries.builder();
    one.add(value, CanaryKind.DOCUMENT);
    return new CanaryRules(canaries.and(one.build()), request, answer, perCall);
  }

  /** Returns what becomes of a request that holds one. */
  public CanaryAction request() {
    return request;
  }

  /** Returns what becomes of an answer that holds one. */
  public CanaryAction answer() {
    return answer;
  }

  /** Tells whether each call's system prompt gets one of its own. */
  public boolean perCall() {
    return perCall;
  }
}
