package dev.cordon.engine.link;

import static dev.cordon.engine.link.Guarded.MAIL;
import static dev.cordon.engine.link.Guarded.NAME;
import static dev.cordon.engine.link.Guarded.NOTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Values in fenced blocks are written as the block's language wants them. */
class FencedTextTest {
  private static final String RAW = "Ann \"Nan\" O'Neil & Sons";
  private static final String LINES = "two\nlines \\ of it";

  private static void assertBlock(String language, String expected, String line) {
    String block = "Do this:\n```" + language + "\n%s\n```\nand tell %s.";
    String answer = String.format(block, line, NAME);
    String wanted = String.format(block, expected, RAW);
    Guarded guarded = new Guarded("");
    assertEquals(wanted, guarded.restore(answer));
    int length = answer.getBytes(UTF_8).length;
    for (int cut = 0; cut <= length; cut++) {
      assertEquals(wanted, new Guarded("").restore(answer, cut), "cut at " + cut);
    }
  }

  @Test
  void betweenAShellsQuotesAndInNone() {
    assertBlock("sh", "tell 'Ann \"Nan\" O'\\''Neil & Sons'", "tell '" + NAME + "'");
    assertBlock("bash", "tell \"Ann \\\"Nan\\\" O'Neil & Sons\"", "tell \"" + NAME + "\"");
    assertBlock("zsh", "tell --to='Ann \"Nan\" O'\\''Neil & Sons' x", "tell --to=" + NAME + " x");
    assertBlock("bash", "mail ann+x@corp.example", "mail " + MAIL);
    assertBlock("bash", "echo \\' '" + LINES + "'", "echo \\' " + NOTE);
    assertBlock("bash", "a 'b' \"it's\" 'for " + LINES + "'", "a 'b' \"it's\" 'for " + NOTE + "'");
  }

  @Test
  void whereAShellsQuotesAreNotCertainTheValueIsAsItWas() {
    assertBlock("sh", "x # for " + RAW, "x # for " + NAME);
    assertBlock("sh", "cat <<EOF\nDear " + RAW + "\nEOF", "cat <<EOF\nDear " + NAME + "\nEOF");
    assertBlock("sh", "x $'" + RAW + "'", "x $'" + NAME + "'");
    assertBlock("", "tell '" + RAW + "'", "tell '" + NAME + "'");
    assertBlock("text", "tell '" + RAW + "'", "tell '" + NAME + "'");
    assertBlock("python", "tell '" + RAW + "'", "tell '" + NAME + "'");
  }

  @Test
  void aCellGetsQuotesOrDoublesThem() {
    String doubled = "\"Ann \"\"Nan\"\" O'Neil & Sons\"";
    assertBlock("csv", "id,name\n1," + doubled + ",x", "id,name\n1," + NAME + ",x");
    assertBlock("csv", "id;name\n1;" + doubled, "id;name\n1;" + NAME);
    assertBlock("csv", "1," + doubled, "1,\"" + NAME + "\"");
    assertBlock("csv", "1,ann+x@corp.example,x", "1," + MAIL + ",x");
    assertBlock("tsv", "1\t\"" + LINES + "\"\tx", "1\t" + NOTE + "\tx");
    assertBlock("csv", "1,to " + RAW + ",x", "1,to " + NAME + ",x");
  }

  @Test
  void sqlJsonAndHtmlAreEscaped() {
    assertBlock(
        "sql",
        "UPDATE t SET n = 'Ann \"Nan\" O''Neil & Sons' -- x",
        "UPDATE t SET n = '" + NAME + "' -- x");
    assertBlock("json", "[\"Ann \\\"Nan\\\" O'Neil & Sons\", 1]", "[\"" + NAME + "\", 1]");
    assertBlock("json", "{\"a\": \"two\\nlines \\\\ of it\"}", "{\"a\": \"" + NOTE + "\"}");
    assertBlock("html", "<p>Ann &quot;Nan&quot; O&#39;Neil &amp; Sons</p>", "<p>" + NAME + "</p>");
  }

  @Test
  void blanksBehindAFenceAndWhatFollowsALanguageAreNoPartOfIt() {
    assertBlock("bash title=\"deploy.sh\" {1,3}", "x '" + LINES + "'", "x " + NOTE);
    assertBlock(" sh ", "x '" + LINES + "'", "x " + NOTE);
    for (String text :
        new String[] {
          "```sh\n```  \n'%s'", "```sh x\n``` \r\n'%s'", "```sh x``` is\n'%s'", "```sh x`\n'%s'"
        }) {
      assertEquals(String.format(text, RAW), new Guarded("").restore(String.format(text, NAME)));
    }
  }

  @Test
  void commentsScriptsAndSectionsOfTextHoldNoReferences() {
    String referred = "Ann &quot;Nan&quot; O&#39;Neil &amp; Sons";
    for (String form :
        new String[] {
          "<!-- for %s --><b>%s</b>",
          "<a><![CDATA[for %s]]>%s</a>",
          "<SCRIPT>\nlet a = `%s`;\n</script>%s",
          "<style>/* %s */</style>%s"
        }) {
      assertBlock("xml", String.format(form, RAW, referred), String.format(form, NAME, NAME));
    }
  }

  @Test
  void aFenceIsOneOnItsLineAlone() {
    for (String text :
        new String[] {
          "say ```sh\n'%s'\n```",
          "```sh x\n```\n'%s'",
          "`sh`\n'%s'",
          "```sh\n```\n'%s'",
          "``sh\n'%s'"
        }) {
      assertEquals(String.format(text, RAW), new Guarded("").restore(String.format(text, NAME)));
    }
  }
}
