package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.text.Edits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time finds what byte by byte finds. */
class TokenSearchTest {
  private static final byte[] REQUEST = "a request".getBytes(UTF_8);
  private static final DataType TWO =
      new DataType("id", DataClass.PERSONAL, Severity.LOW, "ID", "two characters");
  private static final DataType ONE =
      new DataType("x", DataClass.PERSONAL, Severity.LOW, "X", "one character");

  /** Knows any token whose code begins with a digit. */
  private static final Vault.Lookup VAULT =
      token ->
          Text.isDigit((byte) token.charAt(token.indexOf('_') + 1))
              ? ("<" + token + ">").getBytes(UTF_8)
              : null;

  private static String token(TokenTable table, DataType type, String value) {
    byte[] bytes = value.getBytes(UTF_8);
    KeyedHash key = new KeyedHash(Conversation.KEY);
    return new String(
        table.issue(type, bytes, 0, bytes.length, new Normalizer(), key).replacement, UTF_8);
  }

  /** What a restorer does with a text: its edits, and from where it holds back. */
  private static String restored(
      TokenTable table, Vault.Lookup vault, byte[] text, int from, boolean last, int shortest) {
    Edits edits = new Edits();
    TokenRestorer restorer = new TokenRestorer(table, vault, REQUEST, shortest);
    StringBuilder said = new StringBuilder();
    said.append(restorer.restore(text, from, text.length, last, edits));
    for (int i = 0; i < edits.size(); i++) {
      said.append(' ').append(edits.start(i)).append('-').append(edits.end(i)).append(' ');
      said.append(new String(edits.replacement(i), UTF_8));
    }
    return said.toString();
  }

  private static void assertSame(TokenTable table, Vault.Lookup vault, byte[] text, int from) {
    for (boolean last : new boolean[] {true, false}) {
      assertEquals(
          restored(table, vault, text, from, last, Integer.MAX_VALUE),
          restored(table, vault, text, from, last, TokenSearch.SHORT),
          () -> new String(text, UTF_8));
    }
  }

  @Test
  void everyFormIsFoundWhereverItStands() {
    TokenTable table = new TokenTable(OwnText.NONE);
    String email = token(table, Conversation.EMAIL, "jane@x.com");
    for (String separator : BentTokenTest.SEPARATORS) {
      String bent = email.replace("_", separator).toLowerCase(Locale.ROOT);
      for (int before = 0; before < 100; before++) {
        String text = ". ".repeat(50).substring(0, before) + bent + " ;".repeat(50);
        byte[] bytes = text.getBytes(UTF_8);
        String said = restored(table, Vault.Lookup.NONE, bytes, 0, true, TokenSearch.SHORT);
        assertTrue(said.contains(" " + before + "-"), separator + " behind " + before);
        assertSame(table, VAULT, bytes, 0);
        assertSame(new TokenTable(OwnText.NONE), VAULT, bytes, 0);
      }
    }
  }

  @Property(tries = 2000, seed = "1696618729")
  void itFindsWhatIsFoundByteByByte(
      @ForAll("pieces") List<String> pieces, @ForAll("types") List<DataType> types) {
    TokenTable table = new TokenTable(OwnText.NONE);
    List<String> tokens = new ArrayList<>();
    for (DataType type : types) {
      tokens.add(token(table, type, "value " + type.token()));
    }
    tokens.add("PHONE_7KQ2M9");
    tokens.add("B2_1ABCDEFG");
    StringBuilder text = new StringBuilder();
    for (String piece : pieces) {
      boolean digit = piece.length() == 1 && Character.isDigit(piece.charAt(0));
      text.append(digit ? tokens.get(piece.charAt(0) % tokens.size()) : piece);
    }
    for (String separator : List.of("_", "%5F", "*_*")) {
      byte[] bytes = text.toString().replace("_", separator).getBytes(UTF_8);
      for (int from = 0; from < Math.min(3, bytes.length); from++) {
        assertSame(table, Vault.Lookup.NONE, bytes, from);
        assertSame(table, VAULT, bytes, from);
      }
    }
  }

  @Provide
  Arbitrary<List<DataType>> types() {
    return Arbitraries.of(Conversation.EMAIL, Conversation.NAME, Conversation.CARD, TWO, ONE)
        .list()
        .uniqueElements()
        .ofMaxSize(5);
  }

  /** A digit stands for a token. */
  @Provide
  Arbitrary<List<String>> pieces() {
    Arbitrary<String> separators = Arbitraries.of(BentTokenTest.SEPARATORS).injectDuplicates(0.1);
    Arbitrary<String> noise =
        Arbitraries.of(
            " the mail ",
            "some time ",
            "file_name",
            "5% ",
            "R&D ",
            "&amp;",
            "\uff0c",
            "caf\u00e9 ",
            "EMAIL",
            "name",
            "x",
            "s",
            "en",
            "7KQ2M9",
            "&#9",
            "%5",
            "\ufeff",
            "**",
            "Kwh",
            ". ");
    Arbitrary<String> tokens = Arbitraries.of("0", "1", "2", "3", "4", "5");
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, noise),
            net.jqwik.api.Tuple.of(2, tokens),
            net.jqwik.api.Tuple.of(1, separators))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }
}
