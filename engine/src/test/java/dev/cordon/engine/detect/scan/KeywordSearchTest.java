package dev.cordon.engine.detect.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.Ascii;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The search that skips most of a text finds what a comparison at each place finds. */
class KeywordSearchTest {
  private static final KeywordIndex INDEX = ((OnePassScanner) Scanners.standard()).tables().index;
  private static final String[] BETWEEN = {
    " ", "  ", "\n", "_", "-", ": ", ".", "/", "--", "1", "é", " ø", "X", "my", "\"", "'s ", "卡",
  };

  private final AnchorFinder anchors = new AnchorFinder(INDEX);
  private final KeywordSearch search = new KeywordSearch(INDEX);

  @Test
  void findsEachKeywordThatBeginsAWord() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < Integer.getInteger("cordon.words", 1000); i++) {
      byte[] text = text(random).getBytes(UTF_8);
      TreeSet<String> missed = compared(text);
      TreeSet<String> found = found(text);
      TreeSet<String> more = new TreeSet<>(found);
      more.removeAll(missed);
      missed.removeAll(found);
      assertEquals("[] []", missed + " " + more, () -> new String(text, UTF_8));
    }
  }

  /** Keywords as they are, in other case, cut short, or run together. */
  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      Keyword keyword = INDEX.word(random.nextInt(INDEX.size()));
      String word = new String(keyword.bytes, UTF_8);
      switch (random.nextInt(6)) {
        case 0 -> word = word.toUpperCase(Locale.ROOT);
        case 1 -> word = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        case 2 -> word = word.substring(0, 1 + random.nextInt(word.length()));
        case 3 -> word = word.replace(" ", random.nextBoolean() ? "" : "_") + "s";
        default -> {}
      }
      text.append(word).append(BETWEEN[random.nextInt(BETWEEN.length)]);
    }
    return text.toString();
  }

  private TreeSet<String> found(byte[] text) {
    TreeSet<String> all = new TreeSet<>();
    search.begin(text, 0, text.length);
    for (int from = 0; from < text.length; from += AnchorFinder.BLOCK) {
      int to = Math.min(text.length, from + AnchorFinder.BLOCK);
      int count = anchors.find(text, 0, from, to, text.length);
      for (int i = 0; i < count; i++) {
        int place = anchors.places[i];
        if (isInnerCapital(text, place)) {
          search.before(place);
          note(all);
        }
        if (Ascii.isAlnum(text[place]) || text[place] < 0) {
          search.at(anchors, i);
          note(all);
        }
      }
    }
    return all;
  }

  private void note(TreeSet<String> all) {
    for (int i = 0; i < search.size; i++) {
      if (INDEX.word(search.words[i]).from == 0) {
        all.add(name(search.words[i]) + "@" + search.starts[i] + "-" + search.ends[i]);
      }
    }
  }

  private static String name(int number) {
    return number + " " + new String(INDEX.word(number).bytes, UTF_8);
  }

  /** Compares each keyword at each place where it may stand. */
  private static TreeSet<String> compared(byte[] text) {
    TreeSet<String> all = new TreeSet<>();
    for (int place = 0; place < text.length; place++) {
      for (int number = 0; number < INDEX.size(); number++) {
        Keyword keyword = INDEX.word(number);
        int b = text[place] & 0xff;
        int first = keyword.bytes[0] & 0xff;
        if (keyword.from > 0 || ((b ^ first) & ~0x20) != 0) {
          continue;
        }
        int end = keyword.match(text, 0, text.length, place, 0);
        if (end >= 0 && mayStand(keyword, text, place, end)) {
          all.add(name(number) + "@" + place + "-" + end);
        }
      }
    }
    return all;
  }

  private static boolean mayStand(Keyword keyword, byte[] text, int place, int end) {
    int before = place == 0 ? ' ' : text[place - 1];
    boolean begins =
        (before >= 0 && !Ascii.isAlnum(before))
            || isInnerCapital(text, place)
            || isBehindSign(text, place);
    if (!keyword.openStart) {
      return begins;
    }
    boolean letters = Ascii.isLetter(text[place]);
    if (begins || !letters || !Ascii.isLetter(before)) {
      return true;
    }
    // Within a word only at its end, and nothing but letters.
    if (!keyword.plain) {
      return false;
    }
    int run = place;
    while (run > 0 && Ascii.isLetter(text[run - 1])) {
      run--;
    }
    boolean capital = isInnerCapital(text, end) || isInnerCapital(text, end + 1);
    if (!capital && end - run < 8 && !(end - run == 7 && end < text.length && text[end] == 's')) {
      return false;
    }
    boolean plural = end < text.length && Ascii.lower(text[end]) == 's';
    return endsLetters(text, end) || (plural && endsLetters(text, end + 1));
  }

  /** Tells whether a character of three bytes and more stands before, or a sign of Latin-1. */
  private static boolean isBehindSign(byte[] text, int place) {
    String before = new String(text, 0, place, UTF_8);
    int last = before.isEmpty() ? 'a' : before.codePointBefore(before.length());
    return last >= 0x800 || (last >= 0x80 && last < 0xc0);
  }

  private static boolean endsLetters(byte[] text, int end) {
    return end >= text.length || !Ascii.isLetter(text[end]) || isInnerCapital(text, end);
  }

  private static boolean isInnerCapital(byte[] text, int place) {
    return place > 0
        && place < text.length
        && Ascii.isUpper(text[place])
        && (Ascii.isLower(text[place - 1]) || text[place - 1] < 0);
  }
}
