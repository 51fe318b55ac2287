package dev.cordon.engine.audit;

import dev.cordon.engine.detect.Severity;

/**
 * What a text holds that acts rather than tells: the one table of names that records, spans,
 * metrics and the log have for it.
 */
public enum Threat {
  /** A link of an answer to a host that neither the request nor policy names. */
  FOREIGN_LINK("link.foreign", "data_exfiltration", Severity.MEDIUM, true),
  /** Such a link that holds a token, which was not restored there. */
  FOREIGN_LINK_WITH_TOKEN("link.foreign_with_token", "data_exfiltration", Severity.HIGH, true),
  /** Letters of Unicode's tag block, which nothing shows. */
  TAG_CHARACTERS("hidden.tag_characters", "prompt_injection", Severity.HIGH, false),
  /** Controls of writing direction that make a text read otherwise than it is. */
  BIDI_CONTROLS("hidden.bidi_controls", "prompt_injection", Severity.MEDIUM, false),
  /** Characters without width in a row, which can only be there to carry something. */
  ZERO_WIDTH("hidden.zero_width", "prompt_injection", Severity.HIGH, false),
  /** Variation selectors where there is nothing to vary. */
  VARIATION_SELECTORS("hidden.variation_selectors", "prompt_injection", Severity.HIGH, false),
  /** Sequences that a terminal carries out and doesn't show. */
  ANSI_ESCAPES("hidden.ansi_escapes", "prompt_injection", Severity.LOW, false),
  /** A comment of HTML. */
  HTML_COMMENT("hidden.html_comment", "prompt_injection", Severity.LOW, false),
  /** An element of HTML that its style hides. */
  HTML_ELEMENT("hidden.html_element", "prompt_injection", Severity.MEDIUM, false),
  /** A reference definition of Markdown that is a comment. */
  MARKDOWN_COMMENT("hidden.markdown_comment", "prompt_injection", Severity.LOW, false),
  /** A string of a content stream of PDF that is drawn invisibly. */
  PDF_TEXT("hidden.pdf_text", "prompt_injection", Severity.MEDIUM, false),
  /** A word that is drawn as one of an alphabet and holds letters of another one. */
  MIXED_LETTERS("hidden.mixed_letters", "prompt_injection", Severity.MEDIUM, false),
  /** Markers of roles from the templates of chats, in a text that is data. */
  INSTRUCTION_ROLE_MARKER("instruction.role_marker", "prompt_injection", Severity.MEDIUM, false),
  /** An order to ignore or replace what the model was told. */
  INSTRUCTION_OVERRIDE("instruction.override", "prompt_injection", Severity.HIGH, false),
  /** An order to show what the model was told, or keeps. */
  INSTRUCTION_REVEAL("instruction.reveal", "prompt_injection", Severity.HIGH, false),
  /** An order to be somebody without rules. */
  INSTRUCTION_PERSONA("instruction.persona", "prompt_injection", Severity.MEDIUM, false),
  /** An order to a model, in a text for people. */
  INSTRUCTION_ACT("instruction.act", "prompt_injection", Severity.MEDIUM, false),
  /** An order to send something away. */
  INSTRUCTION_SEND("instruction.send", "prompt_injection", Severity.HIGH, false),
  /** One of these in base64, hexadecimal digits or with gaps between its letters. */
  INSTRUCTION_ENCODED("instruction.encoded", "prompt_injection", Severity.HIGH, false),
  /** A canary of a document in a request. */
  CANARY_SENT("canary.sent", "data_exfiltration", Severity.CRITICAL, false),
  /** A canary of a document in an answer. */
  CANARY_ANSWERED("canary.answered", "data_exfiltration", Severity.CRITICAL, true),
  /** A canary of a system prompt in another text of a request. */
  PROMPT_CANARY_SENT("canary.prompt_sent", "system_prompt_leakage", Severity.HIGH, false),
  /** A canary of a system prompt in an answer. */
  PROMPT_CANARY_ANSWERED(
      "canary.prompt_answered", "system_prompt_leakage", Severity.CRITICAL, true),
  /** A tool that policy doesn't allow. */
  TOOL_DENIED("tool.denied", "excessive_agency", Severity.MEDIUM, false),
  /** A tool that says something else of itself than it is known by. */
  TOOL_CHANGED("tool.changed", "supply_chain", Severity.HIGH, false),
  /** More calls of tools in one conversation than policy allows. */
  TOOL_CALLS("tool.max_calls", "excessive_agency", Severity.MEDIUM, false),
  /** A value that only other people's texts hold, in the arguments of a tool call. */
  TOOL_FOREIGN_VALUE("tool.foreign_value", "data_exfiltration", Severity.MEDIUM, true),
  /** What policy says that no answer says. */
  DENIED_PATTERN("output.denied_pattern", "policy_violation", Severity.MEDIUM, true),
  /** A text of an answer that is longer than policy allows. */
  TOO_LONG("output.too_long", "policy_violation", Severity.LOW, true),
  /** A text of an answer in a language that policy doesn't name. */
  OTHER_LANGUAGE("output.other_language", "policy_violation", Severity.LOW, true);

  private final String id;
  private final String category;
  private final Severity severity;
  private final boolean inAnswer;

  Threat(String id, String category, Severity severity, boolean inAnswer) {
    this.id = id;
    this.category = category;
    this.severity = severity;
    this.inAnswer = inAnswer;
  }

  /** Returns the stable identifier, such as {@code link.foreign}. */
  public String id() {
    return id;
  }

  /** Returns what it is used for, such as {@code data_exfiltration}. */
  public String category() {
    return category;
  }

  /** Returns how bad it is when it is meant. */
  public Severity severity() {
    return severity;
  }

  /** Tells whether somebody has to be told at once: it is no guess, and nothing harmless. */
  public boolean alarms() {
    return severity == Severity.CRITICAL;
  }

  /** Tells whether it is looked for in answers; otherwise in requests. */
  public boolean inAnswer() {
    return inAnswer;
  }
}
