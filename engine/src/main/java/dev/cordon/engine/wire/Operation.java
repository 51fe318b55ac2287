package dev.cordon.engine.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a format's requests ask for. Some APIs have one path for models that chat and models that
 * embed, and one path for making something and for reading it. Immutable.
 */
final class Operation {
  private final String usual;
  private final @Nullable String get;

  /** Words in models' names, each followed by its operation. */
  private final String[] models;

  Operation(CatalogueBlock block) {
    this.usual = block.text("operation");
    this.get = block.textOrNull("get");
    List<String> words = block.words("models");
    this.models = new String[words.size() * 2];
    for (int i = 0; i < words.size(); i++) {
      List<String> pair = Words.split(words.get(i), '=');
      models[i * 2] = pair.get(0);
      models[i * 2 + 1] = pair.get(1);
    }
  }

  String of(String method, @Nullable String model) {
    if (get != null && method.equals("GET")) {
      return get;
    }
    for (int i = 0; model != null && i < models.length; i += 2) {
      if (model.contains(models[i])) {
        return models[i + 1];
      }
    }
    return usual;
  }
}
