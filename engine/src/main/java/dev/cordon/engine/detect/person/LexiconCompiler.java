package dev.cordon.engine.detect.person;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;

/**
 * Makes the tables of {@link Lexicon} from the lists beside it, whose heads say what a line holds.
 * Run by the build: to hash all words in a cold JVM would cost an application's first call more
 * than everything else that the scanner does.
 */
final class LexiconCompiler {
  private static final String[] SECTIONS = {
    "given",
    "surname",
    "either",
    "ambiguous",
    "place",
    "word",
    "common",
    "organisation",
    "particle",
    "before",
    "role",
    "deed",
    "condition",
    "medication",
    "strong",
    "person",
    "clear",
    "weak",
    "behind",
    "street_behind",
    "street_before",
    "street_after",
    "unit",
    "building",
    "country",
    "small",
    "side",
    "town",
    "leads",
  };

  private static final int[] MEANINGS = {
    Lexicon.GIVEN,
    Lexicon.SURNAME,
    Lexicon.NAME,
    Lexicon.AMBIGUOUS,
    Lexicon.PLACE | Lexicon.AMBIGUOUS,
    Lexicon.WORD | Lexicon.TECHNICAL,
    Lexicon.WORD,
    Lexicon.ORGANISATION,
    Lexicon.PARTICLE,
    Lexicon.BEFORE,
    Lexicon.BEFORE | Lexicon.ROLE,
    Lexicon.DEED,
    HealthTerms.CONDITION,
    HealthTerms.MEDICATION,
    HealthTerms.STRONG,
    HealthTerms.PERSON,
    HealthTerms.CLEAR,
    HealthTerms.WEAK,
    HealthTerms.BEHIND,
    AddressWord.STREET_BEHIND,
    AddressWord.STREET_BEFORE,
    AddressWord.STREET_AFTER,
    AddressWord.UNIT,
    AddressWord.BUILDING,
    AddressWord.COUNTRY,
    AddressWord.SMALL,
    AddressWord.SIDE,
    AddressWord.TOWN,
    AddressWord.LEADS,
  };

  private static int flags(int hash) {
    for (int i = 0; i < SECTIONS.length; i++) {
      int wanted = Lexicon.seed();
      for (int k = 0; k < SECTIONS[i].length(); k++) {
        wanted = Lexicon.mix(wanted, SECTIONS[i].charAt(k));
      }
      if (wanted == hash) {
        return MEANINGS[i];
      }
    }
    throw new IllegalStateException("unknown section in the list of names");
  }

  private final int[] table;
  private final int shift;

  private LexiconCompiler(int bits) {
    table = new int[1 << bits];
    shift = 32 - bits;
  }

  /** Replaces the lists in a directory by their tables. */
  public static void main(String[] directory) throws IOException {
    compile(Paths.get(directory[0]), "names", 17);
    compile(Paths.get(directory[0]), "health", 13);
    compile(Paths.get(directory[0]), "addresses", 13);
    compile(Paths.get(directory[0]), "scripts", 14, ScriptWord.SECTIONS);
    compile(Paths.get(directory[0]), "eastern", 14, EasternName.SECTIONS);
  }

  /** Makes a table; with sections a section's place among them is its bit. */
  private static void compile(Path directory, String name, int bits, String... sections)
      throws IOException {
    Path list = directory.resolve(name + ".txt");
    if (!Files.exists(list)) {
      return; // done before
    }
    LexiconCompiler lexicon = new LexiconCompiler(bits);
    byte[] text = Files.readAllBytes(list);
    if (sections.length == 0) {
      lexicon.read(text);
    } else {
      lexicon.read(new String(text, StandardCharsets.UTF_8), sections);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(lexicon.table.length * 4);
    for (int entry : lexicon.table) {
      out.writeInt(entry);
    }
    Files.write(directory.resolve(name + ".bin"), bytes.toByteArray());
    Files.delete(list);
  }

  /** Reads lines of a flag word and its words. */
  private void read(byte[] list) {
    int flags = -1;
    int hash = Lexicon.seed();
    int length = 0;
    boolean comment = false;
    for (byte next : list) {
      int b = next & 0xff;
      if (b > ' ') {
        comment |= flags < 0 && length == 0 && b == '#';
        if (b == '_' && flags > 0) {
          add(Lexicon.finish(hash), HealthTerms.BEGINS);
        }
        hash = Lexicon.mix(hash, b);
        length++;
        continue;
      }
      if (length > 0 && !comment) {
        if (flags < 0) {
          flags = flags(hash);
        } else {
          add(Lexicon.finish(hash), flags);
        }
      }
      hash = Lexicon.seed();
      length = 0;
      if (b == '\n') {
        flags = -1;
        comment = false;
      }
    }
  }

  /** Reads lines of a section and words of any script, hashed by letters without their accents. */
  private void read(String list, String[] sections) {
    for (String line : list.split("\n")) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" ");
      int section = Arrays.asList(sections).indexOf(words[0]);
      if (section < 0) {
        throw new IllegalStateException("unknown section " + words[0]);
      }
      for (int n = 1; n < words.length; n++) {
        int hash = Lexicon.seed();
        for (int i = 0; i < words[n].length(); i++) {
          hash = Lexicon.mix(hash, ScriptWord.fold(words[n].charAt(i)));
        }
        add(Lexicon.finish(hash), 1 << section);
      }
    }
  }

  private void add(int hash, int flags) {
    int key = hash << Lexicon.FLAG_BITS;
    int slot = hash >>> shift;
    while (table[slot] != 0 && (table[slot] ^ key) >>> Lexicon.FLAG_BITS != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = key | (table[slot] & Lexicon.FLAGS) | flags;
  }
}
