package dev.cordon.engine.wire.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLexerTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(1_000_000).build())
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "0",
        "-0",
        "1.5e+9",
        "\"\"",
        "true",
        " null ",
        "[1,2]",
        "{\"a\":{\"a\":1},\"a\":2}",
        "\"\\u00e9\\ud83d\\ude00\\ud800\"",
        "[[],{},\"\\/\"]",
        "1E5",
        "[-1.0,0.0]"
      })
  void acceptsJson(String json) {
    assertTrue(accepts(json.getBytes(UTF_8), Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "]",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "-",
        "nul",
        "nulll",
        "truefalse",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "'a'",
        "[1 2]",
        "[1] 2",
        "// c\n1",
        "NaN",
        "{\"a\":1 \"b\":2}",
        "\"abc",
        "[1}",
        "{]",
        "{\"a\":1]"
      })
  void rejectsWhatIsNoJson(String text) {
    assertFalse(accepts(text.getBytes(UTF_8), Integer.MAX_VALUE));
  }

  @Test
  void rejectsMalformedUtf8InsideStrings() {
    for (String bytes :
        List.of(
            "\u00C0\u0080", "\u00ED\u00A0\u0080", "\u00F5\u0080\u0080\u0080", "\u00E9", "\u0080")) {
      assertFalse(accepts(("\"" + bytes + "\"").getBytes(ISO_8859_1), Integer.MAX_VALUE), bytes);
    }
  }

  @Test
  void goesAsDeepAsTheDocumentDoes() {
    int depth = 100_000;
    String json = "[{\"a\":".repeat(depth) + "1" + "}]".repeat(depth);
    assertTrue(accepts(json.getBytes(UTF_8), Integer.MAX_VALUE));
    assertFalse(accepts(json.substring(0, json.length() - 1).getBytes(UTF_8), Integer.MAX_VALUE));
  }

  @Property(tries = 2000, seed = "3004914774")
  void acceptsWhatAStrictParserAccepts(@ForAll("almostJson") String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertEquals(jacksonAccepts(bytes), accepts(bytes, Integer.MAX_VALUE), text);
  }

  @Property(tries = 300, seed = "3004914775")
  void acceptsTheSameInAnyPieces(@ForAll("almostJson") String text) {
    byte[] bytes = text.getBytes(UTF_8);
    boolean whole = accepts(bytes, Integer.MAX_VALUE);
    for (int piece = 1; piece < 4; piece++) {
      assertEquals(whole, accepts(bytes, piece), text);
    }
  }

  /** Documents that were damaged in some places, or none. */
  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.randomValue(
        random -> {
          StringBuilder json = new StringBuilder(value(random, 0));
          String alphabet = "{}[]\",:\\ue0123456789.-+EtrufalsnN \t\n\u0001\u00e9";
          for (int damage = random.nextInt(3); damage > 0 && json.length() > 0; damage--) {
            int at = random.nextInt(json.length());
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
              case 0 -> json.setCharAt(at, c);
              case 1 -> json.insert(at, c);
              default -> json.deleteCharAt(at);
            }
          }
          return json.toString();
        });
  }

  private static String value(Random random, int depth) {
    String[] scalars = {
      "0",
      "-12.5e-3",
      "12345678",
      "true",
      "false",
      "null",
      "\"\"",
      "\"a\\n\\u00e9\"",
      "\"\u00e6\u20ac\ud83d\ude00\""
    };
    int choice = random.nextInt(depth > 4 ? 2 : 5);
    if (choice < 2) {
      return scalars[random.nextInt(scalars.length)];
    }
    boolean array = choice == 2;
    StringBuilder json = new StringBuilder(array ? "[" : "{");
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      json.append(i == 0 ? "" : ", ").append(array ? "" : "\"k" + i + "\" :");
      json.append(value(random, depth + 1));
    }
    return json.append(array ? "]" : "}").toString();
  }

  private static boolean accepts(byte[] bytes, int pieceSize) {
    JsonLexer lexer = new JsonLexer();
    for (int from = 0; from < bytes.length; from += Math.min(pieceSize, bytes.length - from)) {
      byte[] piece =
          Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, (long) from + pieceSize));
      lexer.piece(0);
      int event;
      do {
        event = lexer.next(piece, piece.length);
        if (event == JsonLexer.ERROR) {
          return false;
        }
      } while (event != JsonLexer.MORE);
    }
    lexer.finishScalar();
    return lexer.atEnd();
  }

  private static boolean jacksonAccepts(byte[] bytes) {
    try (JsonParser parser = JACKSON.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      int depth = 0;
      do {
        if (parser.currentToken().isStructStart()) {
          depth++;
        } else if (parser.currentToken().isStructEnd()) {
          depth--;
        } else {
          parser.getText();
        }
        if (depth == 0) {
          return parser.nextToken() == null;
        }
      } while (parser.nextToken() != null);
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
