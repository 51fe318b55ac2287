package dev.cordon.engine.detect.person.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A text in which somebody has marked what a reader would black out: {@code ⟦type:value⟧}, or
 * {@code ⟦value⟧} where a file is about one type. The type {@code any} marks what may be found and
 * need not be. Immutable.
 */
public final class MarkedText {
  static final String MAY_BE_FOUND = "any";

  /** A marked span; bounds are bytes of the text's UTF-8. */
  public record Mark(String type, int start, int end) {}

  public final byte[] text;
  public final List<Mark> marks;

  private MarkedText(byte[] text, List<Mark> marks) {
    this.text = text;
    this.marks = marks;
  }

  /** Reads the marks of a text; {@code type} is that of marks that name none. */
  public static MarkedText of(String marked, String type) {
    return of(marked, type, "(?s)[a-z]+:.*");
  }

  /** Reads the marks of a text that name no type, but for {@code any}. */
  static MarkedText untyped(String marked) {
    return of(marked, "", "(?s)" + MAY_BE_FOUND + ":.*");
  }

  private static MarkedText of(String marked, String type, String typed) {
    StringBuilder plain = new StringBuilder();
    List<Mark> marks = new ArrayList<>();
    int at = 0;
    for (int open = marked.indexOf('⟦'); open >= 0; open = marked.indexOf('⟦', at)) {
      int close = marked.indexOf('⟧', open);
      if (close < 0) {
        throw new IllegalArgumentException("a mark without an end: " + marked.substring(open));
      }
      plain.append(marked, at, open);
      String inside = marked.substring(open + 1, close);
      String own = inside.matches(typed) ? inside.substring(0, inside.indexOf(':')) : "";
      int start = length(plain);
      plain.append(own.isEmpty() ? inside : inside.substring(own.length() + 1));
      marks.add(new Mark(own.isEmpty() ? type : own, start, length(plain)));
      at = close + 1;
    }
    plain.append(marked, at, marked.length());
    return new MarkedText(plain.toString().getBytes(StandardCharsets.UTF_8), marks);
  }

  /** Documents that scorers are trained with; the others are for measuring alone. */
  public static final List<String> TRAINED =
      List.of(
          "01-no-bank-case-note",
          "03-de-labour-office",
          "05-es-support-thread",
          "07-sv-cv",
          "09-tr-incident-report",
          "11-en-log-excerpt",
          "13-no-hospital-journal",
          "15-fr-support-chat",
          "17-en-hr-grievance",
          "19-pl-incident-ticket");

  /** Reads one of the documents. */
  public static MarkedText document(String name) {
    return of(read("documents/" + name + ".txt"), "");
  }

  /**
   * Reads a file of sentences.
   *
   * @param into takes the kind that a sentence stands under, and the sentence with its marks
   */
  public static void sentences(String file, BiConsumer<String, String> into) {
    String kind = "";
    for (String line : read(file).split("\n")) {
      if (line.startsWith("# -- ")) {
        kind = line.substring(5);
      } else if (!line.startsWith("# ") && !line.isBlank()) {
        into.accept(kind, line.replace("␊", "\n"));
      }
    }
  }

  /** Reads a file of this folder. */
  static String read(String file) {
    try (InputStream in = MarkedText.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  String slice(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.UTF_8).replace("\n", "\\n");
  }

  /** The line around a span, for a table. */
  public String line(int start, int end) {
    int from = start;
    int to = end;
    while (from > 0 && text[from - 1] != '\n' && start - from < 60) {
      from--;
    }
    while (to < text.length && text[to] != '\n' && to - end < 40) {
      to++;
    }
    return slice(from, to);
  }

  private static int length(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
