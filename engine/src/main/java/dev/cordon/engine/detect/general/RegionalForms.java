package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How regions group their phone numbers: where a region is chosen, or its language spoken around,
 * such a form is a phone number without a label. Immutable.
 */
final class RegionalForms {
  private static final WordSet UNITS = new WordSet(GeneralWords.of("phone_number.units"));

  private static final int LONGEST_GROUP = 11;

  private final String[][] forms;
  private final @Nullable WordSet[] words;
  private final boolean[] home;

  /** By the first group's length, bit d: it may begin with the digit d. */
  private final int[] begins;

  private RegionalForms(String[][] forms, @Nullable WordSet[] words, boolean[] home, int[] begins) {
    this.begins = begins;
    this.forms = forms;
    this.words = words;
    this.home = home;
  }

  static RegionalForms of(Regions regions) {
    List<String> codes = regions.withPhones();
    String[][] forms = new String[codes.size()][];
    @Nullable WordSet[] words = new WordSet[forms.length];
    boolean[] home = new boolean[forms.length];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = regions.phones(codes.get(i));
      words[i] = regions.words(codes.get(i));
      home[i] = regions.isHome(codes.get(i));
    }
    return new RegionalForms(forms, words, home, begins(forms));
  }

  private static int[] begins(String[][] forms) {
    int[] begins = new int[LONGEST_GROUP + 1];
    for (String[] region : forms) {
      for (String form : region) {
        int colon = form.indexOf(':');
        int dash = form.indexOf('-');
        int length = Integer.parseInt(form.substring(colon + 1, dash < 0 ? form.length() : dash));
        for (int i = 0; i < colon; i++) {
          begins[length] |= 1 << (form.charAt(i) - '0');
        }
      }
    }
    return begins;
  }

  /** Tells whether a region's numbers begin with a group like this one. */
  boolean mayBegin(DigitRun run, int chunk) {
    int length = run.length(chunk);
    if (length > LONGEST_GROUP) {
      return false;
    }
    int digit = run.text().at(run.start(chunk)) - '0';
    return (begins[length] >>> digit & 1) != 0;
  }

  /** Tells whether groups that stand alone are grouped as a region does that is meant here. */
  boolean fit(DigitRun run, int first, int last) {
    if (isInRow(run, first, last) || isMeasured(run.text(), run.end(last))) {
      return false;
    }
    for (int i = 0; i < forms.length; i++) {
      for (String form : forms[i]) {
        if (fits(run, first, last, form) && isMeant(run, first, last, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMeant(DigitRun run, int first, int last, int region) {
    WordSet spoken = words[region];
    return home[region]
        || (spoken != null && Regions.speaks(run.text(), spoken, run.start(first), run.end(last)));
  }

  private static boolean fits(DigitRun run, int first, int last, String form) {
    int colon = form.indexOf(':');
    if (form.lastIndexOf(run.text().at(run.start(first)), colon) < 0) {
      return false;
    }
    int group = first;
    int at = colon + 1;
    while (at < form.length()) {
      int dash = form.indexOf('-', at);
      int stop = dash < 0 ? form.length() : dash;
      if (group > last || !isLong(form, at, stop, run.length(group))) {
        return false;
      }
      group++;
      at = stop + 1;
    }
    return group == last + 1;
  }

  private static boolean isLong(String form, int at, int stop, int length) {
    if (form.charAt(at) == '*') {
      return length >= 4 && length <= 8;
    }
    int wanted = form.charAt(at) - '0';
    return length == (stop - at == 2 ? wanted * 10 + form.charAt(at + 1) - '0' : wanted);
  }

  /** Tells whether more numbers stand beside: a table's row, or a series. */
  private static boolean isInRow(DigitRun run, int first, int last) {
    return (first > 0 && run.isNumber(first - 1) && run.gap(first) == ' ')
        || (last + 1 < run.size() && run.isNumber(last + 1) && run.gap(last + 1) == ' ');
  }

  /** Tells whether a currency, by its name or a sign of U+20xx, or a unit follows. */
  private static boolean isMeasured(ScanText text, int end) {
    int start = text.at(end) == ' ' ? end + 1 : end;
    int stop = start;
    while (stop - start < 6 && (Ascii.isLetter(text.at(stop)) || text.at(stop) >= 0x80)) {
      stop++;
    }
    if (stop == start) {
      return text.at(start) == '%';
    }
    return UNITS.holds(text, start, stop) || (text.at(start) == 0xe2 && text.at(start + 1) == 0x82);
  }
}
