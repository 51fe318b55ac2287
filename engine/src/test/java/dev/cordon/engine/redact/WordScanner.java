package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds given words wherever they stand, also within other words. */
final class WordScanner implements Scanner {
  private final Map<String, DataType> words = new LinkedHashMap<>();

  WordScanner add(String word, DataType type) {
    words.put(word, type);
    return this;
  }

  @Override
  public Session newSession() {
    return (text, from, to, key, into) -> {
      for (int i = from; i < to; i++) {
        i = Math.max(i, find(text, i, to, into) - 1);
      }
    };
  }

  private int find(byte[] text, int at, int to, Findings into) {
    int best = -1;
    DataType type = null;
    for (Map.Entry<String, DataType> word : words.entrySet()) {
      byte[] bytes = word.getKey().getBytes(UTF_8);
      boolean fits = at + bytes.length <= to && at + bytes.length > best;
      for (int i = 0; fits && i < bytes.length; i++) {
        fits = bytes[i] == text[at + i];
      }
      if (fits) {
        best = at + bytes.length;
        type = word.getValue();
      }
    }
    if (type != null) {
      into.add(type, at, best, 90);
    }
    return best;
  }
}
