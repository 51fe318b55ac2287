package dev.cordon.engine.policy.label;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what documents are marked with: the Traffic Light Protocol (FIRST, TLP 2.0), banners on
 * lines of their own, {@code Classification: …}, the properties in which Microsoft Purview keeps
 * its labels ({@code MSIP_Label_…_Name}), and marks that policy names. One pass. Thread-safe.
 */
public final class Markings {
  private static final byte[] MIP = "msip_label_".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MIP_NAME = "name".getBytes(StandardCharsets.US_ASCII);

  /** A property's identifier is 36 characters long; what XML puts before a value, about as much. */
  private static final int NEAR = 60;

  private static final byte OTHER = 0;
  private static final byte START = 1;
  private static final byte END = 2;

  /** By byte: whether a mark may begin with it, or a line ends. */
  private final byte[] kinds = new byte[256];

  private final Phrases anywhere = new Phrases();
  private final @Nullable Banners banners;

  /**
   * Makes a finder.
   *
   * @param own labels by mark; one that is built in as well counts in its place
   * @param names all labels, which a classification may name
   * @param documents false to look for what {@code own} names alone
   */
  public Markings(Map<String, String> own, Set<String> names, boolean documents) {
    Map<String, String> lower = new HashMap<>();
    own.forEach((mark, label) -> lower.put(mark.toLowerCase(Locale.ROOT), label));
    Map<String, String> marks = new TreeMap<>();
    if (documents) {
      marks.putAll(trafficLights());
    }
    marks.putAll(lower);
    lower.forEach((mark, label) -> marks.replace(mark.replaceFirst("^tlp: ?", "tlp:"), label));
    lower.forEach((mark, label) -> marks.replace(mark.replaceFirst("^tlp: ?", "tlp: "), label));
    marks.forEach(anywhere::add);
    anywhere.firsts(kinds, START);
    kinds['m'] = kinds['M'] = START; // of MSIP_Label
    for (int i = 0; i < 0x80; i++) {
      kinds[i] = Phrases.endsSegment((byte) i) ? END : kinds[i];
    }
    banners = documents ? new Banners(lower.keySet(), names) : null;
  }

  private static Map<String, String> trafficLights() {
    Map<String, String> colours = new TreeMap<>();
    colours.put("red", "restricted");
    colours.put("amber+strict", "restricted");
    colours.put("amber", "confidential");
    colours.put("green", "internal");
    colours.put("clear", "public");
    colours.put("white", "public"); // TLP 1.0
    Map<String, String> marks = new TreeMap<>();
    colours.forEach(
        (colour, label) -> {
          marks.put("tlp:" + colour, label);
          marks.put("tlp: " + colour, label);
        });
    return marks;
  }

  void find(byte[] text, int from, int to, String key, Consumer<String> found) {
    Banners pages = banners;
    if (pages != null && key.length() > MIP.length && isMipName(key.toLowerCase(Locale.ROOT))) {
      pages.names(text, from, to, found);
    }
    int line = from;
    for (int i = from; i < to; i++) {
      byte kind = kinds[text[i] & 0xff];
      if (kind == OTHER) {
        continue;
      }
      if (kind == END) {
        if (pages != null) {
          pages.segment(text, line, i, found);
        }
        line = i + 1;
      } else if (Ornaments.isWordStart(text, from, i)) {
        begin(pages, text, i, to, found);
      }
    }
    if (pages != null) {
      pages.segment(text, line, to, found);
    }
  }

  private void begin(
      @Nullable Banners pages, byte[] text, int from, int to, Consumer<String> found) {
    String label = anywhere.at(text, from, to);
    if (label != null) {
      found.accept(label);
    }
    if (pages != null && isMip(text, from, to)) {
      mip(pages, text, from + MIP.length, to, found);
    }
  }

  private static boolean isMipName(String key) {
    return key.startsWith("msip_label_") && key.endsWith("_name");
  }

  /** Tools that print metadata write spaces where the property has underscores. */
  private static boolean isMip(byte[] text, int from, int to) {
    for (int i = 0; i < MIP.length; i++) {
      boolean fits =
          from + i < to
              && ((text[from + i] | 0x20) == MIP[i]
                  || (MIP[i] == '_' && (text[from + i] == '_' || text[from + i] == ' ')));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Reads {@code <guid>_Name=Confidential;}, and the same in XML, JSON and tables. */
  private static void mip(Banners pages, byte[] text, int from, int to, Consumer<String> found) {
    int end = Math.min(to, from + NEAR);
    for (int i = from; i < end; i++) {
      if ((text[i] == '_' || text[i] == ' ') && Phrases.startsWith(text, i + 1, to, MIP_NAME)) {
        int value = i + 1 + MIP_NAME.length;
        int last = value;
        while (last < to && last < value + NEAR && !(last > value + 2 && ends(text[last]))) {
          last++;
        }
        pages.names(text, value, last, found);
        return;
      }
    }
  }

  private static boolean ends(byte b) {
    return b == ';' || b == ',' || b == '\n';
  }
}
