package dev.cordon.engine.detect.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts other names, places and organisations of the same form into texts. */
final class SwappedNames {
  private static final Pattern MARK = Pattern.compile("⟦(name|org|place):([^⟧]*)⟧");

  private final Map<String, List<String>> pools = new TreeMap<>();
  private final Random random = new Random(2_917);

  /** Takes what is marked in a text. */
  void add(String line) {
    Matcher at = MARK.matcher(line);
    while (at.find()) {
      pools.computeIfAbsent(form(at), f -> new ArrayList<>()).add(at.group(2));
    }
  }

  private static String form(Matcher mark) {
    String form = mark.group(2).replaceAll("\\p{Lu}+", "A").replaceAll("\\p{Ll}+", "a");
    int script = mark.group(2).codePointAt(0) < 0x250 ? 0 : mark.group(2).codePointAt(0) >> 7;
    return mark.group(1) + script + form;
  }

  /** Returns a text with other names: the same one where the same one stood. */
  String swap(String line) {
    Map<String, String> same = new TreeMap<>();
    return MARK.matcher(line)
        .replaceAll(
            at -> {
              Matcher mark = MARK.matcher(at.group());
              mark.find();
              List<String> pool = pools.get(form(mark));
              String value =
                  same.computeIfAbsent(mark.group(2), v -> pool.get(random.nextInt(pool.size())));
              return Matcher.quoteReplacement("⟦" + mark.group(1) + ":" + value + "⟧");
            });
  }
}
