package dev.cordon.engine.wire;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of one format. Immutable. */
final class CatalogueBlock {
  private final Map<?, ?> own;
  private final @Nullable CatalogueBlock like;

  /**
   * Makes a block.
   *
   * @param like the block that says what this one doesn't
   */
  CatalogueBlock(Map<?, ?> own, @Nullable CatalogueBlock like) {
    this.own = own;
    this.like = like;
  }

  private @Nullable Object get(String key) {
    Object value = own.get(key);
    return value == null && like != null ? like.get(key) : value;
  }

  /** Returns a text, empty when nothing is said. */
  String text(String key) {
    Object value = get(key);
    return value == null ? "" : value.toString();
  }

  @Nullable String textOrNull(String key) {
    Object value = get(key);
    return value == null ? null : value.toString();
  }

  List<String> words(String key) {
    return Words.split(text(key), ' ');
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(own.get(key));
  }

  /** Returns the name of the rules' file. */
  String rules() {
    return like == null ? text("id") : like.rules();
  }

  /** Returns methods and paths; those of another format are never this one's. */
  List<?> paths() {
    Object paths = own.get("paths");
    return paths == null ? Collections.emptyList() : (List<?>) paths;
  }
}
