package dev.cordon.detector.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a model's labels mean: the type of a finding, and whether one begins there. Labels are
 * {@code B-PER}, {@code I-PER}, {@code PER} or, of BIOES models, {@code S-PER}, {@code E-PER}.
 * Immutable.
 */
final class Labels {
  private final @Nullable String[] types;
  private final boolean[] begins;

  private Labels(@Nullable String[] types, boolean[] begins) {
    this.types = types;
    this.begins = begins;
  }

  /**
   * Gives labels their meaning.
   *
   * @param names the labels by number
   * @param chosen types by labels without prefix, which the user chose; empty to leave one out
   * @param config where the names stand, for messages
   * @throws IllegalArgumentException if none of the labels means anything, or the user chose a type
   *     for a label that isn't there
   */
  static Labels of(String[] names, Map<String, String> chosen, Path config) {
    Properties known = known();
    @Nullable String[] types = new String[names.length];
    boolean[] begins = new boolean[names.length];
    int meant = 0;
    for (int i = 0; i < names.length; i++) {
      String label = withoutPrefix(names[i]);
      String type = chosen.get(label);
      if (type == null) {
        type = known.getProperty(label.toUpperCase(Locale.ROOT), "");
      }
      types[i] = type.isEmpty() ? null : type;
      begins[i] = names[i].startsWith("B-") || names[i].startsWith("S-");
      meant += type.isEmpty() ? 0 : 1;
    }
    check(names, chosen, config, meant);
    return new Labels(types, begins);
  }

  private static void check(String[] names, Map<String, String> chosen, Path config, int meant) {
    for (String label : chosen.keySet()) {
      boolean there = false;
      for (String name : names) {
        there |= withoutPrefix(name).equals(label);
      }
      if (!there) {
        throw new IllegalArgumentException(
            "types: the model has no label " + label + ", see id2label in " + config);
      }
    }
    if (meant == 0) {
      throw new IllegalArgumentException(
          "types: none of the model's labels is known; give them types (see id2label in "
              + config
              + ")");
    }
  }

  private static String withoutPrefix(String name) {
    boolean prefixed =
        name.length() > 2 && name.charAt(1) == '-' && "BIESL".indexOf(name.charAt(0)) >= 0;
    return prefixed ? name.substring(2) : name;
  }

  private static Properties known() {
    Properties known = new Properties();
    try (InputStream file = Labels.class.getResourceAsStream("labels.properties")) {
      known.load(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return known;
  }

  int size() {
    return types.length;
  }

  /** Returns the type of what has a label; null if it is no finding. */
  @Nullable String type(int label) {
    return types[label];
  }

  /** Tells whether a label says that a new finding begins. */
  boolean begins(int label) {
    return begins[label];
  }
}
