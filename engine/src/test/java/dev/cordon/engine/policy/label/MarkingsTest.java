package dev.cordon.engine.policy.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What marks a document, and what only looks so. */
class MarkingsTest {
  private static final Set<String> NAMES =
      Set.of(
          "public",
          "internal",
          "confidential",
          "restricted",
          "regulated",
          "trade_secret",
          "board_only");

  private static final String ID = "MSIP_Label_2096f6a2-d2f7-48be-b329-b73aaa526e5d_";

  private static String find(Markings markings, String text, String key) {
    byte[] bytes = ("\"" + text + "\"").getBytes(UTF_8);
    Set<String> found = new TreeSet<>();
    markings.find(bytes, 1, bytes.length - 1, key, found::add);
    return String.join(" ", found);
  }

  private static String find(String text) {
    return find(
        new Markings(Map.of(), NAMES, true), text.replace("\\n", "\n").replace("\\t", "\t"), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TLP:RED | restricted
          see the advisory (TLP:RED), page 3 | restricted
          tlp:red | restricted
          TLP: RED | restricted
          TLP:AMBER+STRICT | restricted
          TLP:AMBER | confidential
          **TLP:GREEN** | internal
          TLP:CLEAR | public
          TLP:WHITE | public
          CONFIDENTIAL | confidential
          Confidential | confidential
          *** CONFIDENTIAL *** | confidential
          [CONFIDENTIAL] Results of the third quarter, before they are published, with all the tables. | confidential
          Acme Ltd. - CONFIDENTIAL | confidential
          Summary:\\nACME LTD. CONFIDENTIAL\\n1. Results | confidential
          CONFIDENTIAL - do not distribute | confidential
          Strictly confidential | restricted
          STRICTLY CONFIDENTIAL | restricted
          # Trade Secret | trade_secret
          Internal use only | internal
          RESTRICTED | restricted
          Streng vertraulich | restricted
          Fortrolig | confidential
          <p class="banner">CONFIDENTIAL</p> | confidential
          Classification: Confidential | confidential
          Data classification = restricted | restricted
          Sensitivity: Company-Confidential | confidential
          **Classification:** Acme Internal | internal
          Classification: Board only | board_only
          Classification: PUBLIC | public
          ═══ CONFIDENTIAL ═══ | confidential
          ═══CONFIDENTIAL═══ | confidential
          ▓▒░ STRICTLY CONFIDENTIAL ░▒▓ | restricted
          🔒 CONFIDENTIAL 🔒 | confidential
          ⚠️ Confidential | confidential
          «CONFIDENTIEL» | confidential
          «\u00a0Confidentiel\u00a0» | confidential
          “Strictly confidential” | restricted
          — Vertraulich — | confidential
          • INTERNAL USE ONLY • | internal
          ★★★ TRADE SECRET ★★★ | trade_secret
          Acme Ltd. – CONFIDENTIAL | confidential
          Acme Ltd. │ CONFIDENTIAL | confidential
          ║ CONFIDENTIAL ║\\n║ Results ║ | confidential
          【社外秘】 | confidential
          【社外秘】来期の計画 | confidential
          （極秘） | restricted
          社外秘 | confidential
          ［機密］ 見積書 | confidential
          机密 | confidential
          [대외비] | confidential
          \ufeffCONFIDENTIAL\\nResults | confidential
          \ufeffTLP:RED | restricted
          【TLP:RED】 | restricted
          →TLP:AMBER+STRICT← | restricted
          TLP: AMBER | confidential
          TLP: AMBER+STRICT | restricted
          (TLP: GREEN) | internal
          MainLabelName : Confidential | confidential
          SensitivityLabel: Highly Confidential | restricted
          Classification：Confidential | confidential
          Subject: x\\nSensitivity: Highly Confidential\\n\\nhello | restricted
          """)
  void aMarkGivesALabel(String text, String label) {
    assertEquals(label, strictest(find(text)), text);
  }

  /** {@code STRICTLY CONFIDENTIAL} ends with {@code CONFIDENTIAL}, and both may be noted. */
  private static String strictest(String labels) {
    String strictest = "";
    for (String label : labels.split(" ")) {
      boolean more = Labels.LADDER.indexOf(label) >= Labels.LADDER.indexOf(strictest);
      strictest = more ? label : strictest;
    }
    return strictest;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Please keep this confidential.
          Is everything that I tell you confidential, and who may read it?
          Never tell what is confidential
          NOT CONFIDENTIAL
          NON-CONFIDENTIAL
          This sentence is long enough to be no headline, and the last of its many words is CONFIDENTIAL
          INTERNAL SERVER ERROR
          RESTRICTED AREA
          a public beach
          public
          board only
          TLP:REDUX
          HTLP:RED
          The classification of birds: an introduction
          Classification: birds
          Sensitivity: 95%
          confidentiality agreements differ
          機密情報の取り扱いについて
          社外秘密
          CONFIDENTIALITÉ
          ÉCONFIDENTIAL
          ＴTLP:RED
          日本TLP:RED
          MSIP_Label_x
          """)
  void whatOnlyLooksSoGivesNone(String text) {
    assertEquals("", find(text), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %sEnabled=true; %sMethod=Privileged; %sName=Confidential; %sSiteId=1 | confidential
          <property name="%sName"><vt:lpwstr>Highly Confidential</vt:lpwstr></property> | restricted
          msip_labels: %sEnabled=True;\\n\\t%sSiteId=72f9;\\n\\t%sName=Confidential\\\\All Employees;%sContentBits=0 | confidential
          %sName: Highly Confidential | restricted
          "%sName","Confidential" | confidential
          %sName\\tText\\tConfidential | confidential
          %sName    Confidential | confidential
          custom:%sName: Confidential | confidential
          MSIP Label 2096f6a2-d2f7-48be-b329-b73aaa526e5d Name : Confidential | confidential
          /%sName (Confidential) | confidential
          <op:Property name="%sName" fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="4"><vt:lpwstr>Confidential</vt:lpwstr></op:Property> | confidential
          {"%sName":"Acme \\\\ Internal","%sSiteId":"9"} | internal
          %sName=General; x-note=restricted | ''
          """)
  void propertiesOfMicrosoftPurviewDo(String text, String label) {
    assertEquals(label, strictest(find(text.replace("%s", ID))), text);
  }

  @Test
  void soDoesAPropertyThatIsAJsonKey() {
    Markings markings = new Markings(Map.of(), NAMES, true);
    assertEquals("confidential", find(markings, "Confidential", ID + "Name"));
    assertEquals("", find(markings, "not so Confidential here", "name"));
  }

  @Test
  void marksOfTheUsersOwnCountInThePlaceOfThoseThatAreBuiltIn() {
    Markings markings =
        new Markings(
            Map.of(
                "TLP:AMBER", "restricted", "Project Heron", "trade_secret", "Internal", "public"),
            NAMES,
            true);
    assertEquals("restricted", find(markings, "TLP:AMBER", ""));
    assertEquals("trade_secret", find(markings, "of project heron.", ""));
    assertEquals("", find(markings, "of project herons", ""));
    assertEquals("public", find(markings, "INTERNAL", ""));
  }

  @Test
  void aloneTheyAreAllThatIsLookedFor() {
    Markings markings = new Markings(Map.of("ACME-X", "restricted"), NAMES, false);
    assertEquals("", find(markings, "CONFIDENTIAL\nTLP:RED\n" + ID + "Name=Confidential", ""));
    assertEquals("restricted", find(markings, "acme-x", ""));
  }

  @Test
  void aMarkIsFoundWhereverItStands() {
    Markings markings = new Markings(Map.of(), NAMES, true);
    for (int before = 0; before < 200; before++) {
      String text = "x".repeat(before) + (before == 0 ? "" : " ") + "TLP:RED" + " y".repeat(9);
      assertEquals("restricted", find(markings, text, ""), text);
    }
  }
}
