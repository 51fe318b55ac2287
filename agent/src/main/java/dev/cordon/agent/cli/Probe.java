package dev.cordon.agent.cli;

import org.jspecify.annotations.Nullable;

/** A request or an answer that a policy is tried on. Immutable. */
final class Probe {
  /** What a probe is about; what results and options call it. */
  enum Group {
    PERSONAL_DATA("personal_data", "personal data in requests", true),
    PAYMENT_DATA("payment_data", "payment data in requests", true),
    SECRETS("secrets", "secrets in requests", true),
    HIDDEN_TEXT("hidden_text", "hidden text in requests", true),
    INSTRUCTIONS("instructions", "commands in texts of others", true),
    LABELS("labels", "documents with a mark", true),
    VALUES_IN_LINKS("values_in_links", "values in links of answers", true),
    LINKS("links", "links of answers that carry data away", true),
    OUTPUT("output", "data in answers that nobody sent", true),
    ANSWER_RULES("answer_rules", "what the policy wants in no answer", true),
    CANARIES("canaries", "canaries", true),
    TOOLS("tools", "tools that the policy doesn't want", true),
    HARMLESS_REQUESTS("harmless_requests", "harmless requests", false),
    HARMLESS_ANSWERS("harmless_answers", "harmless answers", false);

    final String id;
    final String title;
    final boolean hostile;

    Group(String id, String title, boolean hostile) {
      this.id = id;
      this.title = title;
      this.hostile = hostile;
    }
  }

  /** What becomes of a probe, the better first. */
  enum Outcome {
    /** The call is refused. */
    REFUSED("refused"),
    /** What must not leave or come back doesn't. */
    REMOVED("removed"),
    /** It does, between marks that say that it is data. */
    MARKED("marked"),
    /** It does, and is counted. */
    REPORTED("reported"),
    /** It does, and nobody learns of it; of a harmless one: it goes on as it is. */
    THROUGH("through"),
    /** A harmless one doesn't go on as it is. */
    CHANGED("changed");

    final String id;

    Outcome(String id) {
      this.id = id;
    }
  }

  final Group group;
  final String name;
  final ProbeForm form;

  /** Whether the text stands in what a tool returned or a document. */
  final boolean fromTool;

  /** Whether an answer comes in events. */
  final boolean streamed;

  /** Whether an answer says it in the arguments of a tool's call. */
  final boolean inTool;

  /** What the request says; a whole body where that is asked for. */
  final String request;

  /** Whether {@link #request} is a whole body, with single quotes for double ones. */
  final boolean isBody;

  /** Whether the request has a system prompt, too. */
  final boolean isPrompted;

  /** The body of a request before it; null for none. */
  final @Nullable String before;

  /**
   * What the answer says, null for a probe of a request; {@code <EMAIL>} stands for the token,
   * {@code <CANARY>} for what the system prompt got.
   */
  final @Nullable String answer;

  /** What must not leave or come back; empty for a harmless one. */
  final String needle;

  private Probe(
      Group group,
      String name,
      ProbeForm form,
      boolean[] where,
      String request,
      @Nullable String before,
      @Nullable String answer,
      String needle) {
    this.group = group;
    this.name = name;
    this.form = form;
    this.fromTool = where[0];
    this.streamed = where[1];
    this.inTool = where[2];
    this.isBody = where[3];
    this.isPrompted = where[4];
    this.request = request;
    this.before = before;
    this.answer = answer;
    this.needle = needle;
  }

  /** Makes a probe of a text in a request. */
  static Probe request(
      Group group, String name, ProbeForm form, boolean fromTool, String text, String needle) {
    boolean[] where = {fromTool, false, false, false, false};
    return new Probe(group, name, form, where, text, null, null, needle);
  }

  /** Makes a probe of a whole request, perhaps behind another one. */
  static Probe request(
      Group group,
      String name,
      ProbeForm form,
      @Nullable String before,
      String body,
      String needle) {
    boolean[] where = {false, false, false, true, false};
    return new Probe(group, name, form, where, body, before, null, needle);
  }

  /** Makes a probe of an answer. */
  static Probe answer(
      Group group,
      String name,
      ProbeForm form,
      boolean streamed,
      boolean inTool,
      String request,
      String text,
      String needle) {
    boolean[] where = {false, streamed, inTool, false, false};
    return new Probe(group, name, form, where, request, null, text, needle);
  }

  /** Makes a probe of a text in a tool's result, or a document, behind a system prompt. */
  static Probe prompted(Group group, String name, ProbeForm form, String text, String needle) {
    boolean[] where = {true, false, false, false, true};
    return new Probe(group, name, form, where, text, null, null, needle);
  }

  /** Makes a probe of an answer to a request with a tool's result, behind a system prompt. */
  static Probe prompted(
      Group group, String name, ProbeForm form, boolean inTool, String[] texts, String needle) {
    boolean[] where = {true, false, inTool, false, true};
    return new Probe(group, name, form, where, texts[0], null, texts[1], needle);
  }

  /** Returns what tells it from others. */
  String title() {
    String where =
        answer != null ? (streamed ? ", streamed" : "") : fromTool ? ", from a tool" : "";
    return name + " (" + form.id + where + (inTool ? ", in a tool's arguments" : "") + ")";
  }
}
