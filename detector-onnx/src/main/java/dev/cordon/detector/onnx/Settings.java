package dev.cordon.detector.onnx;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the detector.
 *
 * <ul>
 *   <li>{@code model}: the folder with the model, absolute; required
 *   <li>{@code file}: the model's file in it; by default {@code model.onnx}, then {@code
 *       onnx/model_quantized.onnx}, then {@code onnx/model.onnx}
 *   <li>{@code types}: {@code LABEL=type} pairs, separated by commas, for labels of the model that
 *       aren't known or mean something else; {@code LABEL=} for one to leave out
 *   <li>{@code threshold}: the least probability, in per cent, that is reported; 50
 *   <li>{@code window}: the most tokens that are looked at together; 256
 *   <li>{@code batch}: the most windows that are run together; 8
 *   <li>{@code threads}: processors that one run uses; 1
 * </ul>
 *
 * Immutable.
 */
final class Settings {
  private static final List<String> KEYS =
      List.of("model", "file", "types", "threshold", "window", "batch", "threads");

  final Path folder;
  final String file;
  final Map<String, String> types;
  final int threshold;
  final int window;
  final int batch;
  final int threads;

  private Settings(Map<String, String> settings) {
    folder = folder(settings);
    file = settings.getOrDefault("file", "");
    types = types(settings.getOrDefault("types", ""));
    threshold = number(settings, "threshold", 1, 100, 50);
    window = number(settings, "window", 16, 8192, 256);
    batch = number(settings, "batch", 1, 256, 8);
    threads = number(settings, "threads", 1, 64, 1);
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if one is unknown, missing or wrong
   */
  static Settings of(Map<String, String> settings) {
    for (String key : new TreeMap<>(settings).keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "there is no setting " + key + ", only " + String.join(", ", KEYS));
      }
    }
    return new Settings(settings);
  }

  private static Path folder(Map<String, String> settings) {
    String name = settings.get("model");
    if (name == null) {
      throw new IllegalArgumentException(
          "needs model: the folder with model.onnx, tokenizer.json and config.json");
    }
    try {
      Path path = Path.of(name);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // falls through
    }
    throw new IllegalArgumentException("model must be an absolute path");
  }

  private static Map<String, String> types(String list) {
    Map<String, String> types = new HashMap<>();
    for (String pair : list.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        types.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException(
            "types must be LABEL=type pairs, separated by commas: " + pair.trim());
      }
    }
    return types;
  }

  private static int number(Map<String, String> settings, String key, int min, int max, int none) {
    String value = settings.get(key);
    if (value == null) {
      return none;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through
    }
    throw new IllegalArgumentException(key + " must be a number from " + min + " to " + max);
  }
}
