package dev.cordon.engine.audit;

import java.util.Locale;

/** What an answer may hold beside texts. */
public enum MediaKind {
  /** A picture. */
  IMAGE,
  /** Speech or music. */
  SOUND,
  /** Moving pictures. */
  VIDEO,
  /** Anything else, such as a document. */
  FILE;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Returns the word that records have for it. */
  public String id() {
    return id;
  }

  /**
   * Returns the kind that a media type is of.
   *
   * @param mediaType such as {@code image/png}
   */
  public static MediaKind of(String mediaType) {
    String type = mediaType.toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      return IMAGE;
    }
    if (type.startsWith("audio/")) {
      return SOUND;
    }
    return type.startsWith("video/") ? VIDEO : FILE;
  }
}
