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
  MARKDOWN_COMMENT("hidden.markdown_comment", "prompt_injection", Severity.LOW, false);

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

  /** Tells whether it is looked for in answers; otherwise in requests. */
  public boolean inAnswer() {
    return inAnswer;
  }
}
