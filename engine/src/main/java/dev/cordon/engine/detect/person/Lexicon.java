package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is known of a word, by a hash of its letters without case and accents: a set of flags from
 * {@code names.txt}, whose lines say where they come from. Read when the first name is looked for.
 * Immutable.
 */
final class Lexicon {
  static final int GIVEN = 1;
  static final int SURNAME = 2;

  /** A name that is also a word, a place or a product: it takes more than itself to be a person. */
  static final int AMBIGUOUS = 4;

  /** A word of ordinary or technical text. */
  static final int WORD = 8;

  /** Makes what stands beside it no person: {@code Inc}, {@code University}, {@code Street}. */
  static final int ORGANISATION = 16;

  /** Joins names: {@code van}, {@code de}. */
  static final int PARTICLE = 32;

  /** May stand capitalised before a name that is no part of a heading: {@code When}, {@code Hi}. */
  static final int BEFORE = 64;

  /** What people do or undergo: {@code said} behind a name, {@code told} before it. */
  static final int DEED = 128;

  /** A name that is also a place or a product: {@code Austin}, {@code Oracle}. */
  static final int PLACE = 256;

  static final int NAME = GIVEN | SURNAME;

  private static final int FLAG_BITS = 10;
  private static final int FLAGS = (1 << FLAG_BITS) - 1;

  private static final int SEED = 0x811c9dc5;

  /** Letters without accents, U+00C0 to U+017F; a blank is no letter. */
  private static final String BASE =
      "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
          + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  private final int[] table;
  private final int shift;

  private Lexicon(int bits) {
    table = new int[1 << bits];
    shift = 32 - bits;
  }

  /** Loads on first use. */
  private static final class Holder {
    static final Lexicon NAMES = load("names.txt", 16);
  }

  /** Loads on first use. */
  private static final class HealthHolder {
    static final Lexicon HEALTH = load("health.txt", 12);
  }

  /** Returns the terms of health, with the flags of {@link HealthTerms}. */
  static Lexicon health() {
    return HealthHolder.HEALTH;
  }

  static Lexicon names() {
    return Holder.NAMES;
  }

  /** Reads lines of a flag word and its words. */
  private static Lexicon load(String resource, int bits) {
    Lexicon lexicon = new Lexicon(bits);
    try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      byte[] buffer = new byte[1 << 14];
      int flags = -1;
      int hash = SEED;
      int length = 0;
      boolean comment = false;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          int b = buffer[i];
          if (b > ' ') {
            comment |= flags < 0 && length == 0 && b == '#';
            hash = mix(hash, b);
            length++;
            continue;
          }
          if (length > 0 && !comment) {
            if (flags < 0) {
              flags = flags(hash);
            } else {
              lexicon.add(finish(hash), flags);
            }
          }
          hash = SEED;
          length = 0;
          if (b == '\n') {
            flags = -1;
            comment = false;
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
    return lexicon;
  }

  private static final String[] SECTIONS = {
    "given",
    "surname",
    "either",
    "ambiguous",
    "place",
    "word",
    "organisation",
    "particle",
    "before",
    "deed",
    "condition",
    "medication",
    "begins",
    "strong",
    "person",
  };

  private static final int[] MEANINGS = {
    GIVEN,
    SURNAME,
    NAME,
    AMBIGUOUS,
    PLACE | AMBIGUOUS,
    WORD,
    ORGANISATION,
    PARTICLE,
    BEFORE,
    DEED,
    1,
    2,
    4,
    8,
    16,
  };

  private static int flags(int hash) {
    for (int i = 0; i < SECTIONS.length; i++) {
      int wanted = SEED;
      for (int k = 0; k < SECTIONS[i].length(); k++) {
        wanted = mix(wanted, SECTIONS[i].charAt(k));
      }
      if (wanted == hash) {
        return MEANINGS[i];
      }
    }
    throw new IllegalStateException("unknown section in the list of names");
  }

  private void add(int hash, int flags) {
    int slot = hash >>> shift;
    while (table[slot] != 0 && (table[slot] ^ hash << FLAG_BITS) >>> FLAG_BITS != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = hash << FLAG_BITS | (table[slot] & FLAGS) | flags;
  }

  /** Returns the flags of a word by its {@link #hash}, 0 if it isn't known. */
  int lookup(int hash) {
    int slot = hash >>> shift;
    int[] entries = table;
    while (entries[slot] != 0) {
      if ((entries[slot] ^ hash << FLAG_BITS) >>> FLAG_BITS == 0) {
        return entries[slot] & FLAGS;
      }
      slot = (slot + 1) & (entries.length - 1);
    }
    return 0;
  }

  static int seed() {
    return SEED;
  }

  static int mix(int hash, int lowerCase) {
    return (hash ^ lowerCase) * 0x01000193;
  }

  static int finish(int hash) {
    int h = hash;
    h ^= h >>> 15;
    h *= 0x2c1b3c6d;
    h ^= h >>> 12;
    h *= 0x297a2d39;
    return h ^ h >>> 15;
  }

  /** Returns the hash of all letters of a span, without case, accents and what is between them. */
  static int hash(ScanText text, int start, int end) {
    int hash = SEED;
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      int letter = b < 0x80 ? (b | 0x20) : base(b, text.at(i + 1));
      if (letter >= 'a' && letter <= 'z') {
        hash = mix(hash, letter);
      }
    }
    return finish(hash);
  }

  /** Returns the letter without its accent for two bytes of UTF-8, or -1 if they are no letter. */
  static int base(int lead, int second) {
    if (lead < 0xc3 || lead > 0xc5 || second < 0x80 || second > 0xbf) {
      return -1;
    }
    int letter = BASE.charAt((lead - 0xc3) * 64 + second - 0x80);
    return letter == ' ' ? -1 : letter;
  }
}
