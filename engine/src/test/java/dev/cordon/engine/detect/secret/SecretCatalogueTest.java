package dev.cordon.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.detect.secret.FormSamples.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Tries every rule of the catalogue with values made from its form, where secrets stand in real
 * texts, and with values that miss the form by little.
 */
class SecretCatalogueTest {
  private static final int VALUES = 4;

  /** Where values stand that have a form of their own; {@code §} is the value. */
  private static final List<String> PLACES =
      List.of(
          "§",
          "key = \"§\"",
          "export SOME_KEY=§\n",
          "{\"key\": \"§\", \"next\": 1}",
          "key: '§'",
          "Please use § for it",
          "(`§`)",
          "see §\nand on",
          "\\\"key\\\":\\\"§\\\"");

  /** Where values stand that are known by their label; {@code ¤} is the label's word. */
  private static final List<String> LABELLED =
      List.of(
          "¤_api_key = \"§\"",
          "export UPPER_TOKEN=§",
          "{\"¤_key\": \"§\", \"next\": 1}",
          "{\\\"¤_key\\\":\\\"§\\\"}",
          "¤-secret: §\nnext: 1",
          "¤_token := `§`",
          "run --¤-token § --fast",
          "<¤_token>§</¤_token>",
          "settings.put(\"¤.key\", \"§\");",
          "config['¤_key'] = '§'",
          "String ¤Token = \"§\";",
          "val ¤Token: String = \"§\"",
          "- name: UPPER_KEY\n  value: §\n",
          "The ¤ API key is § and works",
          "¤:\n  api_key: §\n",
          "new Client(¤_key => \"§\")");

  private final Scanner.Session session = Scanners.standard().newSession();
  private final FormSamples samples = new FormSamples(20240229);
  private final List<String> wrong = new ArrayList<>();
  private int tried;

  @Test
  void findsWhatTheCatalogueDescribes() {
    for (String row : SecretCatalogue.rows()) {
      String[] fields = row.split("\\|", -1);
      for (String form : fields[4].split(" ")) {
        for (int i = 0; i < VALUES && !form.contains("&"); i++) {
          findsEverywhere(fields, form);
        }
      }
    }
    assertTrue(tried > 10_000, "tried " + tried);
    assertEquals("", report(), "of " + tried);
  }

  @Test
  void passesOverNearMisses() {
    for (String row : SecretCatalogue.rows()) {
      String[] fields = row.split("\\|", -1);
      for (String form : fields[4].split(" ")) {
        if (samples.longestRun(form) >= 10) {
          if (isShortest(form, fields[4].split(" "))) {
            missed(fields, "too short", samples.tooShort(form), form);
          }
          missed(fields, "wrong character", samples.wrongCharacter(form), form);
          missed(fields, "monotonous", samples.monotonous(form), form);
        }
      }
    }
    assertTrue(tried > 500, "tried " + tried);
    assertEquals("", report(), "of " + tried);
  }

  /** A value that is too short for one form may fit another that begins the same way. */
  private boolean isShortest(String form, String[] forms) {
    for (String other : forms) {
      boolean alike = other.substring(0, 2).equals(form.substring(0, 2));
      if (alike && samples.longestRun(other) < samples.longestRun(form)) {
        return false;
      }
    }
    return true;
  }

  private String report() {
    return String.join("\n", wrong.subList(0, Math.min(60, wrong.size())));
  }

  private void findsEverywhere(String[] fields, String form) {
    if (fields[3].isEmpty()) {
      for (String place : PLACES) {
        // Where blanks and quotes are a part of the form, quotes around it would be as well.
        if (!form.matches(".*%[qo].*") || place.equals("§")) {
          finds(fields, form, place);
        }
      }
    } else {
      for (String place : LABELLED) {
        finds(fields, form, place.replace("¤", fields[3].split(",")[0]));
      }
      for (String word : fields[3].split(",")) {
        finds(fields, form, word + "_key=\"§\"");
      }
    }
  }

  private void finds(String[] fields, String form, String place) {
    Sample sample = samples.good(form);
    String near = fields[5].isEmpty() ? "" : fields[5].split(",")[0].replace("*", "") + " ";
    String upper = fields[3].split(",")[0].toUpperCase(Locale.ROOT).replace('-', '_');
    String text = near + place.replace("UPPER", upper).replace("§", sample.text());
    int start = text.indexOf(sample.text()) + sample.start();
    String expected = "secret." + fields[0] + " " + sample.secret();
    tried++;
    if (!found(text, "", start, start + sample.secret().length()).contains(expected)) {
      wrong.add(
          form
              + " not found: "
              + text.replace("\n", "\\n")
              + " but "
              + found(text, "", 0, text.length()));
    }
    if (fields[5].isEmpty() && !fields[3].isEmpty()) {
      String key = fields[3].split(",")[0] + "_key";
      if (!found(sample.text(), key, 0, sample.text().length()).contains(expected)) {
        wrong.add(form + " not found under " + key + ": " + sample.text());
      }
    }
  }

  private void missed(String[] fields, String what, Sample sample, String form) {
    String label = fields[3].isEmpty() ? "value" : fields[3].split(",")[0];
    String text = label + " = \"" + sample.text() + "\"";
    tried++;
    String found = found(text, "", 0, text.length());
    if (found.contains("secret." + fields[0] + " ")) {
      wrong.add(what + " for " + form + " found: " + text + " " + found);
    }
  }

  private String found(String text, String key, int from, int to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    session.scan(bytes, 0, bytes.length, key, findings);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < findings.size(); i++) {
      if (findings.start(i) >= from && findings.end(i) <= to && findings.confidence(i) >= 50) {
        out.append(findings.type(i).id()).append(' ');
        out.append(text, findings.start(i), findings.end(i)).append('\n');
      }
    }
    return out.toString();
  }
}
