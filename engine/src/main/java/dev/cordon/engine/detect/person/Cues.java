package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code cues.txt}, whose head says what a line holds. */
final class Cues {
  private static final String RESOURCE = "cues.txt";

  private final Map<String, List<String>> values = new HashMap<String, List<String>>();

  Cues() {
    String all = read();
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.charAt(start) != '#') {
        line(Resources.row(all, start, end));
      }
      start = end + 1;
    }
  }

  private void line(String line) {
    int bar = line.indexOf('|');
    String kind = line.substring(0, bar);
    List<String> list = values.get(kind);
    if (list == null) {
      list = new ArrayList<String>();
      values.put(kind, list);
    }
    while (bar < line.length()) {
      int next = line.indexOf('|', bar + 1);
      int stop = next < 0 ? line.length() : next;
      list.add(line.substring(bar + 1, stop));
      bar = stop;
    }
  }

  /** Returns the literals or words of a kind. */
  String[] of(String kind) {
    List<String> list = values.get(kind);
    return list == null ? new String[0] : list.toArray(new String[0]);
  }

  private static String read() {
    return Resources.read(Cues.class, RESOURCE);
  }
}
