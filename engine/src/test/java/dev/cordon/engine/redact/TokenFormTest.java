package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A token goes back to the vendor with each turn: it must not be taken for a value itself. */
class TokenFormTest {
  private static final Scanner SCANNER = Scanners.standard();

  @Test
  void noTokenIsAFinding() {
    Set<String> words = new TreeSet<>();
    for (DataType type : Scanners.types()) {
      words.add(type.token());
    }
    List<String> found = new ArrayList<>();
    for (String word : words) {
      for (int digits = TokenTable.SHORT; digits <= TokenTable.LONG; digits += 2) {
        for (int letters = 0; letters < 1 << digits; letters++) {
          long code = code(letters, digits);
          String token = word + "_" + written(code, digits);
          if (TokenTable.isToken(word, code, digits) && isFound("see " + token + " for it")) {
            found.add(token);
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }

  /** A code with letters where a mask has ones, so that each order of both comes. */
  private static long code(int letters, int digits) {
    long code = 0;
    for (int i = 0; i < digits; i++) {
      boolean letter = (letters >> i & 1) != 0;
      code = code << 5 | (letter ? 10 + (i * 7 + letters) % 22 : (i * 3 + letters) % 10);
    }
    return code;
  }

  private static String written(long code, int digits) {
    byte[] text = new byte[digits];
    Base32.write(code, digits, text, 0);
    return new String(text, US_ASCII);
  }

  private static boolean isFound(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    Findings findings = new Findings();
    SCANNER.newSession().scan(bytes, 0, bytes.length, "", findings);
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= Policy.safeDefault().minConfidence()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aCodeThatReadsAsAValueIsNotIssued() {
    TokenTable table = new TokenTable(OwnText.NONE);
    KeyedHash key = new KeyedHash(Conversation.KEY);
    int longer = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] value = ("user" + i + "@x.com").getBytes(US_ASCII);
      Issued issued =
          table.issue(Conversation.EMAIL, value, 0, value.length, new Normalizer(), key);
      assertFalse(Base32.isNumber(issued.code, issued.digits));
      longer += issued.digits == TokenTable.LONG ? 1 : 0;
    }
    assertTrue(longer > 0 && longer < 100, "one of a thousand codes has no letter: " + longer);
  }
}
