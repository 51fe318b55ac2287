package dev.cordon.engine.detect.person;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code cues.txt}, whose head says what a line holds. */
final class Cues {
  private static final String RESOURCE = "cues.txt";

  private final List<String> kinds = new ArrayList<String>();
  private final List<String> values = new ArrayList<String>();

  Cues() {
    String all = read();
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.charAt(start) != '#') {
        line(all, start, end);
      }
      start = end + 1;
    }
  }

  private void line(String all, int start, int end) {
    int bar = all.indexOf('|', start);
    String kind = all.substring(start, bar);
    while (bar < end) {
      int next = all.indexOf('|', bar + 1);
      int stop = next < 0 || next > end ? end : next;
      kinds.add(kind);
      values.add(all.substring(bar + 1, stop));
      bar = stop;
    }
  }

  /** Returns the literals or words of a kind. */
  String[] of(String kind) {
    List<String> found = new ArrayList<String>();
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).equals(kind)) {
        found.add(values.get(i));
      }
    }
    return found.toArray(new String[0]);
  }

  private static String read() {
    try (InputStream in = Cues.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream(8192);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
      return new String(all.toByteArray(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
  }
}
