package dev.cordon.engine.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.scan.Scanners;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What touches a value does not hide it: each type beside each neighbour. */
class NeighboursTest {
  /** A value of each type; most have a form that is found alone. */
  private static final Map<String, String> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("email_address", "ada.lovelace@example.com");
    VALUES.put("iban", "DE89370400440532013000");
    VALUES.put("payment_card", "4111111111111111");
    VALUES.put("us.ssn", "219-09-9998");
    VALUES.put("phone_number", "+4722334455");
    VALUES.put("ip_address", "203.0.113.77");
    VALUES.put("br.cpf", "111.444.777-35");
  }

  private static final String[] BEHIND = {
    ".pdf",
    ".csv",
    ".json",
    ".txt",
    ".eml",
    "_2026.pdf",
    "-scan.png",
    "-old",
    "_",
    "…",
    " -",
    " –",
    ": and",
    ", and",
    ".",
    ";",
    ")",
    "\"",
    "'",
    "\\n",
    "\\t",
    "\n",
    " x",
    "|",
    "<br>",
    "?",
    "!"
  };

  private static final String[] BEFORE = {
    "",
    "\\n",
    "\\t",
    "#",
    "(",
    "\"",
    "'",
    ":",
    "=",
    "- ",
    "1. ",
    "invoice-",
    "scan_",
    "|",
    "<td>",
    "\n1.",
    "\t",
    "* ",
    "> ",
    "…"
  };

  private final Scanner.Session session = Scanners.standard().newSession();

  @Test
  void noNeighbourHidesAValue() {
    List<String> hidden = new ArrayList<>();
    for (Map.Entry<String, String> value : VALUES.entrySet()) {
      for (String before : BEFORE) {
        check(value, before, "", hidden);
        check(value, "see " + before, " here", hidden);
      }
      for (String behind : BEHIND) {
        check(value, "", behind, hidden);
        check(value, "see ", behind, hidden);
      }
    }
    assertEquals("", String.join("\n", hidden));
  }

  @Test
  void theMarksOfAListInALineHideNoLetters() {
    DetectorCases.check(
        "iban", "1.«DE89370400440532013000» 2.«GB29NWBK60161331926819», v2.GB29NWBK60161331926819");
  }

  private void check(
      Map.Entry<String, String> value, String before, String behind, List<String> hidden) {
    // What joins an address's local part to its left is a part of it.
    boolean joined = value.getKey().equals("email_address") && before.matches("(?s).*[-_#'.]");
    if (value.getKey().equals("ip_address") && before.endsWith("1.")) {
      return; // five numbers with dots between are a section's
    }
    String text = before + value.getValue() + behind;
    byte[] bytes = text.getBytes(UTF_8);
    Findings findings = new Findings();
    session.scan(bytes, 0, bytes.length, "", findings);
    for (int i = 0; i < findings.size(); i++) {
      String found =
          new String(bytes, findings.start(i), findings.end(i) - findings.start(i), UTF_8);
      if (findings.type(i).id().equals(value.getKey())
          && findings.confidence(i) >= DetectorCases.DEFAULT
          && (found.equals(value.getValue()) || (joined && found.endsWith(value.getValue())))) {
        return;
      }
    }
    hidden.add(value.getKey() + ": " + text.replace("\n", "<newline>"));
  }
}
