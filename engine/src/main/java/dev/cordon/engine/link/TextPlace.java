package dev.cordon.engine.link;

import dev.cordon.engine.wire.json.ByteSink;

/**
 * Where in a text its next byte stands: in which markup, and in what link. Kept from one piece of a
 * text to the next. Not thread-safe.
 */
final class TextPlace {
  /** The markup around a place. */
  enum Markup {
    /** None: a link ends where a reader would say so. */
    NONE,
    /** Between the angle brackets of an HTML tag. */
    TAG,
    /** Behind an attribute's equals sign. */
    BEFORE_ATTRIBUTE,
    /** In an attribute's value. */
    ATTRIBUTE,
    /** In the parentheses behind a Markdown link's text. */
    MARKDOWN,
    /** Behind the colon of a Markdown reference definition. */
    DEFINITION,
    /** In the parentheses of a CSS {@code url()}. */
    CSS,
    /** Behind the colon of a JSON member within prose. */
    BEFORE_JSON,
    /** In the string that is a JSON member's value within prose. */
    JSON
  }

  /** Where a link leads. */
  enum Target {
    /** There is no link here. */
    NONE,
    /** To a host of the request's or the policy's. */
    KNOWN,
    /** To a host that only texts of other people name: values go there in their very links only. */
    NAMED,
    /** To another one. */
    FOREIGN
  }

  Markup markup = Markup.NONE;
  Target target = Target.NONE;

  /** What ends an attribute's value, a CSS URL, a Markdown destination; 0 for none. */
  byte quote;

  /** Open parentheses, or backslashes in a row. */
  int depth;

  /** Backslashes before the quotes of a JSON string. */
  int level;

  /** Whether what begins here is a URL that has not been looked at. */
  boolean pending;

  /** Whether the attribute's value is a URL. */
  boolean url;

  /** Whether white space was just passed. */
  boolean spaced;

  /** Whether the link has been counted, its token, and whether it is taken out. */
  boolean counted;

  boolean tokenCounted;
  boolean removing;

  /** The link as far as it came, if it is a known one. */
  final ByteSink link = new ByteSink();

  /** The JSON string as far as it came, with the quote that begins it. */
  final ByteSink string = new ByteSink();

  TextPlace reset(Markup newMarkup) {
    markup = newMarkup;
    quote = 0;
    depth = 0;
    level = 0;
    pending = false;
    url = false;
    spaced = false;
    string.clear();
    endLink();
    return this;
  }

  void endLink() {
    target = Target.NONE;
    counted = false;
    tokenCounted = false;
    removing = false;
    link.clear();
  }

  /** Tells whether the whole of the place is a link's destination, not a text that holds one. */
  boolean isDestination() {
    switch (markup) {
      case MARKDOWN:
      case DEFINITION:
      case CSS:
        return true;
      case ATTRIBUTE:
        return url;
      default:
        return false;
    }
  }
}
