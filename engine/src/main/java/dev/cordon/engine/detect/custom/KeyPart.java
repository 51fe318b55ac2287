package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A type whose values stand under JSON keys: the whole text, without blanks around it. */
final class KeyPart implements DetectorPack, EndDetector {
  private final DataType type;
  private final Set<String> keys = new HashSet<String>();
  private final int confidence;

  KeyPart(DataType type, List<String> keys, int confidence) {
    this.type = type;
    this.confidence = confidence;
    for (String key : keys) {
      this.keys.add(plain(key));
    }
  }

  private static String plain(String key) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c != '_' && c != '-' && c != '.' && c != ' ') {
        plain.append(Character.toLowerCase(c));
      }
    }
    return plain.toString();
  }

  @Override
  public void register(Registry registry) {
    registry.type(type);
    registry.ends(this);
  }

  @Override
  public void end(ScanText text) {
    if (text.key().isEmpty() || !keys.contains(plain(text.key()))) {
      return;
    }
    int start = text.from();
    int end = text.to();
    while (start < end && Ascii.isBlank(text.at(start))) {
      start++;
    }
    while (end > start && Ascii.isBlank(text.at(end - 1))) {
      end--;
    }
    text.report(type, start, end, confidence);
  }
}
