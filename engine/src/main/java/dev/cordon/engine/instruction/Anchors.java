package dev.cordon.engine.instruction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds where a phrase may stand that every command has one of, at a fraction of a nanosecond a
 * byte: of a phrase of six bytes, four that stand together begin at each third byte of a text,
 * wherever the phrase begins. So a third of the text's groups of four are looked up (after Wu and
 * Manber, 1994). Immutable and thread-safe.
 */
final class Anchors {
  /** How many bytes are passed over at once. */
  static final int STEP = 3;

  /** How many bytes are looked up at once. */
  static final int GRAM = 4;

  /** Shorter phrases can't be found so. */
  private static final int SHORTEST = STEP + GRAM - 1;

  /** How far behind its begin a phrase is looked for at most. */
  private static final int MOST = 12;

  /** In what {@link #backs} returns: the phrase is written in a form that hides it. */
  static final int DISGUISED = 1 << 30;

  private static final int BITS = 17;
  private static final int TABLE_BITS = 13;
  private static final int SMALL = 0x20202020;
  private static final int SPREAD = 0x9e3779b1;
  private static final long SIX_SMALL = 0x2020202020200000L;
  private static final long SPREAD_LONG = 0x9e3779b97f4a7c15L;

  /** Letters of a text from most to least frequent, roughly, over the languages. */
  private static final String FREQUENT = " etaionsrhldcumpgfybvwkxqjz";

  /** By byte how rare it is. */
  private static final byte[] RARE = new byte[256];

  static {
    Arrays.fill(RARE, (byte) 20);
    for (int i = 0; i < FREQUENT.length(); i++) {
      RARE[FREQUENT.charAt(i)] = (byte) i;
    }
  }

  /** The commonest groups of four in English prose and documentation, one after the other. */
  private static final String COMMON =
      " thethe tion to ing  is  con of and ion  and for in for nodeportconsatio prohat  be "
          + "http thae thn thwiththationsable witptiosions thment useent f thctio thithiscall if "
          + " addonstfileted  notith his are  com you on jectof t or  an nst strittps arenot  as "
          + "ill read canvers it ringnamecompcessed the srrorinsterrotherhe c ins wilwillcontersi"
          + "scri filcodeble requfrom calrsiot thd to httort e coons in t whesed  verhen fferbjec"
          + "eventrea libe rer th frointeo thstreobje staopting tyou crips a riptto ttrin by ream"
          + "mplefunctingrom ventall t istypecan dingsingformtestaddeddedunctnctiduleuse turnchan"
          + "nsta chayamlmoduodule in retaml  int yamprocs inroceuffebuffeturdataretu stroces res"
          + " mod reqspeclists nol adhe f eves and ine ofml atimes topackwhenaultvalugithithuthub"
          + " dese toe fofaulter efaudefa rephe pile reatequiserv allnter funis aaluees ag ther t"
          + "ackackag opt impicatworkentaquirormauireumencreakageassebuile des coes ted bed i a s"
          + "or tate ateders supperveed ausedher d thtextsynceateon tt toancebackllowninghe dsour"
          + "ourcurceng acomm setectionsoconfcatiangetatipporsole val whi bughereopers arescrnsol"
          + "usin rea supdescess led uppo new objage stanore ect writ errmpore usreporverimpoe is"
          + "hangresonew t ofsagember thrress usiepor exphe rrent pacessad bys ofitteded bianh th"
          + "pecidebiebialineout nce e prcket hasere ame  defenerles ctorpathumbeto as renumb spe"
          + "he l buiemitode mainis nocke a conteiptian b datuildn be run typ lined wcateodejdejs"
          + "allyasynsocks fond t codich whichichmessystestemsyste an havtallents cressag nodecif"
          + "on oonlyamplnal e a e fiis iisteerathavessio tesllbaor aon ionfiallblbac par namif t"
          + "he aothesignpullrectessileass wintatave stalouldhe ey thned nfigone tablalleexamtain";

  /** By the number that four bytes are looked up by, a bit each: whether they are common. */
  private static final long[] COMMONS = new long[1 << (BITS - 6)];

  static {
    byte[] all = COMMON.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < all.length; i += GRAM) {
      int bit = bit(read(all, i));
      COMMONS[bit >>> 6] |= 1L << bit;
    }
  }

  /** By the highest bits of the number that four bytes are looked up by, two bits each. */
  private final long[] bits = new long[1 << (BITS - 6)];

  /**
   * By {@link #window}, a bit each: whether a phrase has these six bytes where it is looked for.
   */
  private final long[] windows = new long[1 << (BITS - 6)];

  private final int[] grams = new int[1 << TABLE_BITS];

  /** By slot: a bit for each number of bytes that the phrase begins before. */
  private final int[] backs = new int[1 << TABLE_BITS];

  private int size;
  private int disguise;

  /** Takes a phrase as it is written, in small letters. */
  void add(String phrase) {
    put(phrase);
    if (isAscii(phrase)) {
      return; // capitals are looked up as small letters
    }
    put(phrase.toUpperCase(Locale.ROOT));
    put(phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1));
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < phrase.length(); i++) {
      int c = phrase.charAt(i) < 0x250 ? Letters.folded(phrase.charAt(i)) : phrase.charAt(i);
      if (c > 0) {
        plain.append((char) c);
      }
    }
    put(plain.toString());
  }

  private static boolean isAscii(String phrase) {
    for (int i = 0; i < phrase.length(); i++) {
      if (phrase.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private void put(String phrase) {
    byte[] bytes = phrase.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == SHORTEST - 1 && bytes[0] > ' ') {
      put(' ' + phrase);
      return;
    }
    if (bytes.length < SHORTEST) {
      return;
    }
    int best = 0;
    int rarest = Integer.MIN_VALUE;
    for (int at = 0; at + SHORTEST <= bytes.length && at <= MOST; at++) {
      int rare = 0;
      for (int i = at; i < at + SHORTEST; i++) {
        rare += RARE[(bytes[i] | 0x20) & 0xFF];
      }
      for (int i = at; i < at + STEP; i++) {
        int bit = bit(read(bytes, i));
        rare -= (int) (COMMONS[bit >>> 6] >>> bit & 1) * 100;
      }
      if (rare > rarest) {
        rarest = rare;
        best = at;
      }
    }
    int window = window(six(bytes, best));
    windows[window >>> 6] |= 1L << window;
    for (int at = best; at < best + STEP; at++) {
      put(read(bytes, at), at);
    }
  }

  private void put(int gram, int back) {
    int small = gram | SMALL;
    int hash = small * SPREAD;
    bits[hash >>> (38 - BITS)] |= 1L << (hash >>> 15) | 1L << (hash >>> 9);
    int slot = slot(small);
    if (backs[slot] == 0 && ++size > grams.length / 2) {
      throw new IllegalStateException("more phrases than the table holds");
    }
    grams[slot] = small;
    backs[slot] |= 1 << back | disguise;
  }

  private static int bit(int gram) {
    return ((gram | SMALL) * SPREAD) >>> (32 - BITS);
  }

  private int slot(int small) {
    int slot = (small * SPREAD) >>> (32 - TABLE_BITS);
    while (backs[slot] != 0 && grams[slot] != small) {
      slot = (slot + 1) & (grams.length - 1);
    }
    return slot;
  }

  /** Reads four bytes, the first lowest. */
  static int read(byte[] text, int p) {
    return (text[p] & 0xFF)
        | (text[p + 1] & 0xFF) << 8
        | (text[p + 2] & 0xFF) << 16
        | text[p + 3] << 24;
  }

  /** Takes a word in a form that hides it. */
  void addDisguised(String word) {
    disguise = DISGUISED;
    put(word);
    disguise = 0;
  }

  /** Returns whether a phrase may hold four bytes: 1, or 0. */
  long mayHold(int gram) {
    int hash = (gram | SMALL) * SPREAD;
    long two = bits[hash >>> (38 - BITS)];
    return two >>> (hash >>> 15) & two >>> (hash >>> 9) & 1;
  }

  /** Returns the number that six bytes are looked up by, the first one above the lowest two. */
  private static int window(long six) {
    return (int) (((six | SIX_SMALL) * SPREAD_LONG) >>> (64 - BITS));
  }

  private static long six(byte[] text, int p) {
    long last = (text[p + 4] & 0xFF) | (text[p + 5] & 0xFF) << 8;
    return (read(text, p) & 0xFFFFFFFFL) << 16 | last << 48;
  }

  private long mayBe(long six) {
    int window = window(six);
    return windows[window >>> 6] >>> window & 1;
  }

  /**
   * Returns 1 if six of eight bytes may be those that a phrase has, or 0.
   *
   * @param eight the bytes, the first one lowest
   */
  long mayBeWithin(long eight) {
    return mayBe(eight << 16) | mayBe(eight << 8 & ~0xFFFFL) | mayBe(eight & ~0xFFFFL);
  }

  /**
   * Tells whether four bytes that {@link #mayHold} names are part of six that a phrase has.
   *
   * @param from the text's first byte
   * @param p where the four begin
   * @param to the byte after the text's last one
   */
  boolean mayBeAt(byte[] text, int from, int p, int to) {
    for (int q = Math.max(from, p - STEP + 1); q <= p && q + SHORTEST <= to; q++) {
      if (mayBe(six(text, q)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns a bit for each number of bytes that a phrase with four bytes may begin before. */
  int backs(int gram) {
    return backs[slot(gram | SMALL)];
  }
}
