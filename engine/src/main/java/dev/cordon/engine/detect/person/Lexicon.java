package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is known of a word, by a hash of its letters without case and accents: a set of flags from
 * {@code names.txt}, whose lines say where they come from. Read when the first name is looked for,
 * as the table that the build makes of it. Immutable.
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

  /** A {@link #WORD} that was counted in technical documentation. */
  static final int TECHNICAL = 512;

  /** What a person is to another or by trade: {@code brother}, {@code lawyer}. */
  static final int ROLE = 1024;

  static final int NAME = GIVEN | SURNAME;

  static final int FLAG_BITS = 11;
  static final int FLAGS = (1 << FLAG_BITS) - 1;

  private static final int SEED = 0x811c9dc5;

  /** Letters without accents, U+00C0 to U+017F; a blank is no letter. */
  private static final String BASE =
      "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
          + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  /** Letters without accents, U+1E00 to U+1EFF, among them those of Vietnamese. */
  private static final String BASE_ADDITIONAL =
      "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
          + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
          + "wwwwwwwwwwxxxxyyzzzzzzhtwy      aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
          + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";

  /** Open addressing, a number of four bytes a slot: a hash without its highest bits, and flags. */
  private final byte[] table;

  private final int shift;

  private Lexicon(byte[] table) {
    this.table = table;
    shift = Integer.numberOfLeadingZeros(table.length / 4 - 1);
  }

  /** Loads on first use. */
  private static final class Holder {
    static final Lexicon NAMES = load("names.bin");
  }

  /** Loads on first use. */
  private static final class HealthHolder {
    static final Lexicon HEALTH = load("health.bin");
  }

  /** Loads on first use. */
  private static final class AddressHolder {
    static final Lexicon ADDRESSES = load("addresses.bin");
  }

  /** Returns the words of addresses, with the flags of {@link AddressWord}. */
  static Lexicon addresses() {
    return AddressHolder.ADDRESSES;
  }

  /** Returns the terms of health, with the flags of {@link HealthTerms}. */
  static Lexicon health() {
    return HealthHolder.HEALTH;
  }

  static Lexicon names() {
    return Holder.NAMES;
  }

  /** Reads what {@link LexiconCompiler} has written. */
  static Lexicon load(String resource) {
    try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      DataInputStream data = new DataInputStream(in);
      byte[] table = new byte[data.readInt()];
      data.readFully(table);
      return new Lexicon(table);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
  }

  /** Returns the flags of a word by its {@link #hash}, 0 if it isn't known. */
  int lookup(int hash) {
    int slot = hash >>> shift;
    int entry;
    while ((entry = entry(slot)) != 0) {
      if ((entry ^ (hash << FLAG_BITS)) >>> FLAG_BITS == 0) {
        return entry & FLAGS;
      }
      slot = (slot + 1) & (table.length / 4 - 1);
    }
    return 0;
  }

  private int entry(int slot) {
    byte[] bytes = table;
    int at = slot * 4;
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
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
    return finish(letters(text, start, end, SEED));
  }

  /** Mixes the letters of a span into a hash that isn't finished. */
  static int letters(ScanText text, int start, int end, int from) {
    int hash = from;
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      int letter =
          b < 0x80 ? (b | 0x20) : b == ADDITIONAL ? base(text, i) : base(b, text.at(i + 1));
      if (letter >= 'a' && letter <= 'z') {
        hash = mix(hash, letter);
      }
    }
    return hash;
  }

  /** Letters of Vietnamese and Romanian: Ơ and Ư, Ș and Ț. */
  private static int beyond(int lead, int second) {
    if (lead == 0xc6) {
      return (second & 0xfe) == 0xa0 ? 'o' : second == 0xaf || second == 0xb0 ? 'u' : -1;
    }
    return (second & 0xfe) == 0x98 ? 's' : (second & 0xfe) == 0x9a ? 't' : -1;
  }

  /** The first of the three bytes of U+1E00 to U+1EFF. */
  static final int ADDITIONAL = 0xe1;

  /**
   * Returns the letter without its accent for three bytes of UTF-8, or -1 if they are no letter.
   */
  static int base(ScanText text, int at) {
    int second = text.at(at + 1);
    int third = text.at(at + 2);
    if (second < 0xb8 || second > 0xbb || third < 0x80 || third > 0xbf) {
      return -1;
    }
    int letter = BASE_ADDITIONAL.charAt((second - 0xb8) * 64 + third - 0x80);
    return letter == ' ' ? -1 : letter;
  }

  /** Returns the letter without its accent for two bytes of UTF-8, or -1 if they are no letter. */
  static int base(int lead, int second) {
    if (lead == 0xc6 || lead == 0xc8) {
      return beyond(lead, second);
    }
    if (lead < 0xc3 || lead > 0xc5 || second < 0x80 || second > 0xbf) {
      return -1;
    }
    int letter = BASE.charAt((lead - 0xc3) * 64 + second - 0x80);
    return letter == ' ' ? -1 : letter;
  }
}
