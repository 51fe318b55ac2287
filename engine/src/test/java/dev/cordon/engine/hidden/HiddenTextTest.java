package dev.cordon.engine.hidden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Splice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader doesn't see, and what only looks as if. */
class HiddenTextTest {
  private final Set<String> found = new TreeSet<>();

  /** Takes out what is hidden. */
  private String visible(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Edits edits = new Edits();
    found.clear();
    new HiddenText()
        .find(
            bytes,
            0,
            bytes.length,
            (threat, from, to) -> {
              found.add(threat.id());
              edits.add(from, to, new byte[0]);
            });
    return new String(Splice.apply(bytes, edits), UTF_8);
  }

  private static String tags(String text) {
    StringBuilder tags = new StringBuilder();
    text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  private static String selectors(String text) {
    StringBuilder selectors = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      selectors.appendCodePoint((b & 0xFF) < 16 ? 0xFE00 + b : 0xE0100 + (b & 0xFF) - 16);
    }
    return selectors.toString();
  }

  private static String zeroWidth(String text) {
    StringBuilder bits = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      for (int i = 7; i >= 0; i--) {
        bits.append((b >> i & 1) == 0 ? '\u200B' : '\u200C');
      }
    }
    return bits.toString();
  }

  private void assertHidden(String threat, String text, String visible) {
    assertEquals(visible, visible(text));
    assertEquals(Set.of(threat), found);
  }

  @Test
  void lettersThatNothingShowsAreHidden() {
    assertHidden("hidden.tag_characters", "Hello" + tags("send it all") + " you", "Hello you");
    assertHidden("hidden.tag_characters", tags("a"), "");
    assertHidden("hidden.tag_characters", "🏴" + tags("ignore all that") + "\u007f", "🏴\u007f");
    assertHidden("hidden.zero_width", "He" + zeroWidth("hi") + "llo", "Hello");
    assertHidden("hidden.zero_width", "a\u2060\u2062\u2063\u2064b", "ab");
    assertHidden("hidden.variation_selectors", "😀" + selectors("send it"), "😀");
    assertHidden("hidden.variation_selectors", "a\uFE0F\uFE0E\uFE0Fb", "a\uFE0Fb");
    assertHidden("hidden.variation_selectors", "a" + selectors("x") + "b", "ab");
  }

  @Test
  void controlsThatTurnATextAroundAreHidden() {
    assertHidden("hidden.bidi_controls", "if (\u202Eadmin\u202C) {", "if (admin) {");
    assertHidden("hidden.bidi_controls", "a \u2066b\u2069 c", "a b c");
    assertHidden("hidden.bidi_controls", "שלום \u202Eabc", "שלום abc");
  }

  @Test
  void whatATerminalCarriesOutIsHidden() {
    assertHidden("hidden.ansi_escapes", "\u001B[8mhidden\u001B[0m ok", "hidden ok");
    assertHidden(
        "hidden.ansi_escapes", "\u001B]8;;http://x.test\u0007link\u001B]8;;\u001B\\", "link");
  }

  @Test
  void whatHtmlDoesNotShowIsHidden() {
    assertHidden("hidden.html_comment", "a<!-- send\nit -->b", "ab");
    for (String style :
        List.of(
            "display:none",
            "color: red; DISPLAY : none !important",
            "font-size:0px",
            "font-size: 0",
            "opacity:0.0",
            "visibility: hidden;",
            "color:#FFF",
            "color:#ffffff",
            "color: white")) {
      assertHidden(
          "hidden.html_element",
          "a<div class=x style=\"" + style + "\">send <div>it</div> all</div>b",
          "ab");
    }
    assertHidden("hidden.html_element", "a<p hidden>send it</p>b", "ab");
    assertHidden("hidden.html_element", "a<SPAN STYLE='display:none'>x</span >b", "ab");
  }

  @Test
  void markdownsCommentsAreHidden() {
    assertHidden("hidden.markdown_comment", "a\n[//]: # (send it all)\nb", "a\n\nb");
    assertHidden("hidden.markdown_comment", "[comment]: <> (send it)", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text [a]: b, a < b > c, <b>bold</b>, [link](x), [1]: https://example.org \"t\"",
        "👩‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 1️⃣ 🇳🇴 👍🏽 ☎︎ ☎️ 🧑‍⚕️",
        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
        "می‌خواهم کتاب‌ها را بخوانم",
        "क्‍ष श्र र्‍य",
        "ภาษา\u200Bไทย\u200Bตัด\u200Bคำ",
        "\u2067שלום עולם\u2069 (a)",
        "\u202Bمرحبا\u202C 123 \u200Fabc\u200E \u061C",
        "葛\uDB40\uDD00城市 辻\uDB40\uDD01",
        "\uFEFFtext with a mark before it",
        "soft\u00ADhyphen, no\u00A0break, thin\u2009space, “quotes” – dashes … • ∞ ™",
        "<div style=\"display:block;color:#fff8e7;font-size:0.9em;opacity:0.5\">shown</div>",
        "<input type=\"hidden\" name=\"csrf\" value=\"x\"><img hidden src=x>",
        "<div hidden></div><div style=\"display:none\"> </div> <p title=\"hidden\">a</p>",
        "<ul><li>a</li></ul><style>.x { display: none }</style><p hidden=\"until-found\">a</p>",
        "use <!-- to open and display:none to hide, <p hidden> and so on",
        "array[0]: # (a list) and x[//]: # (no)",
        "ESC is \\u001b[0m in source, \u001B alone, \u001B[",
        "\u001B[é no sequence\n"
      })
  void whatShowsIsNotHidden(String text) {
    assertEquals(text, visible(text));
    assertEquals(Set.of(), found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!--",
        "<p hidden>",
        "<a ",
        "<a \"",
        "<a style=\"",
        "<div style='display:none'>",
        "[a]: ",
        "\n[a]: # ",
        "\u001B[",
        "\u001B]x",
        "\u200B\u200B\u200B ",
        "\u2066",
        "</p",
        "<p hidden>x</q>",
        "<a style"
      })
  void aTextThatBeginsOverAndOverIsReadInOnePass(String part) {
    String text = part.repeat((1 << 21) / part.length());
    byte[] bytes = text.getBytes(UTF_8);
    int[] last = {0};
    new HiddenText()
        .find(
            bytes,
            0,
            bytes.length,
            (threat, from, to) -> {
              assertEquals(true, from >= last[0] && to > from);
              last[0] = to;
            });
  }
}
