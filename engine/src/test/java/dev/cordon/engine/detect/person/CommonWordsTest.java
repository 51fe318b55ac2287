package dev.cordon.engine.detect.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.scan.Scanners;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Words that wake nobody: nothing may be missed for it. */
class CommonWordsTest {
  @Test
  void noneIsANameOrUnknown() {
    List<String> names = new ArrayList<>();
    for (String word : WordLists.read(PersonPack.class, "cues.txt").of("common")) {
      int hash = Lexicon.seed();
      for (int i = 0; i < word.length(); i++) {
        hash = Lexicon.mix(hash, word.charAt(i));
      }
      int flags = Lexicon.names().lookup(Lexicon.finish(hash));
      if (flags == 0 || (flags & Lexicon.NAME) != 0) {
        names.add(word);
      }
    }
    assertEquals(List.of(), names);
  }

  @Test
  void noneEndsAsStreetsDo() {
    List<String> streets = new ArrayList<>();
    for (String word : WordLists.read(PersonPack.class, "cues.txt").of("common")) {
      for (String kind : new String[] {"street_ending", "weak_street_ending"}) {
        for (String ending : WordLists.read(PersonPack.class, "cues.txt").of(kind)) {
          if (word.endsWith(ending.toLowerCase(Locale.ROOT))) {
            streets.add(word + " as " + ending);
          }
        }
      }
    }
    assertEquals(List.of(), streets);
  }

  @Test
  void namesBesideThemAreFound() {
    assertEquals("Maria Olsen", name("For Maria Olsen, they said, it is done."));
    assertEquals("Théo Martin", name("Théo Martin wrote the report."));
    assertEquals("Maria Olsen", name("When Maria Olsen replied, all was well."));
  }

  private static String name(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Findings findings = new Findings();
    Scanner.Session session = Scanners.standard().newSession();
    session.scan(bytes, 0, bytes.length, "", findings);
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < findings.size(); i++) {
      int start = findings.start(i);
      found.append(new String(bytes, start, findings.end(i) - start, UTF_8));
    }
    return found.toString();
  }
}
