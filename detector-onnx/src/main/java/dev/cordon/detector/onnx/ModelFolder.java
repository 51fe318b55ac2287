package dev.cordon.detector.onnx;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder with a model as Hugging Face's Optimum exports it: the graph, {@code tokenizer.json} and
 * {@code config.json}. Immutable.
 */
final class ModelFolder {
  private static final List<String> GRAPHS =
      List.of("model.onnx", "onnx/model_quantized.onnx", "onnx/model.onnx");

  /** Special tokens around a window: two of most models, three at most. */
  private static final int SPECIAL = 4;

  private final Path model;
  private final Path tokenizer;
  private final Path config;
  private final JsonObject values;

  private ModelFolder(Path model, Path tokenizer, Path config) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.config = config;
    this.values = read(config);
  }

  /**
   * Looks what a folder holds.
   *
   * @param file the graph's name; empty for the usual ones
   * @throws IllegalArgumentException if something is missing or no JSON
   */
  static ModelFolder of(Path folder, String file) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("model: there is no folder " + folder);
    }
    return new ModelFolder(
        first(folder, file.isEmpty() ? GRAPHS : List.of(file)),
        first(folder, List.of("tokenizer.json")),
        first(folder, List.of("config.json")));
  }

  private static Path first(Path folder, List<String> names) {
    for (String name : names) {
      Path path = folder.resolve(name);
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    throw new IllegalArgumentException(
        "model: there is no file " + String.join(" or ", names) + " in " + folder);
  }

  private static JsonObject read(Path config) {
    try (Reader reader = Files.newBufferedReader(config)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException("model: can't read " + config, e);
    }
  }

  Path model() {
    return model;
  }

  Path tokenizer() {
    return tokenizer;
  }

  Path config() {
    return config;
  }

  /** Returns the model's labels by their numbers, {@code id2label}. */
  String[] labels() {
    JsonElement labels = values.get("id2label");
    if (labels == null || !labels.isJsonObject()) {
      throw new IllegalArgumentException("model: no id2label in " + config);
    }
    Map<String, JsonElement> byId = labels.getAsJsonObject().asMap();
    String[] names = new String[byId.size()];
    for (int i = 0; i < names.length; i++) {
      JsonElement name = byId.get(String.valueOf(i));
      if (name == null || !name.isJsonPrimitive()) {
        throw new IllegalArgumentException("model: id2label has no " + i + " in " + config);
      }
      names[i] = name.getAsString();
    }
    return names;
  }

  /** Returns how many tokens a window may have: what is wished and the model's positions allow. */
  int window(int wished) {
    JsonElement positions = values.get("max_position_embeddings");
    boolean known = positions != null && positions.isJsonPrimitive();
    int most = known ? positions.getAsInt() - SPECIAL : wished;
    return Math.max(1, Math.min(wished, most) - SPECIAL);
  }
}
