package dev.cordon.it.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints texts beside each other, or below each other where the terminal is narrow. */
final class Columns {
  private static final String RESET = "\u001B[0m";
  private static final String BOLD = "\u001B[1m";

  private final PrintStream out;
  private final int width;
  private final boolean colour;

  Columns(PrintStream out, int width, boolean colour) {
    this.out = out;
    this.width = width;
    this.colour = colour;
  }

  /**
   * One column.
   *
   * @param title its heading
   * @param text its text
   * @param marked what is shown in colour
   * @param escape the colour's escape sequence
   */
  record Column(String title, String text, Pattern marked, String escape) {}

  void print(List<Column> columns) {
    boolean beside = width >= 100;
    int each = beside ? (width - 3 * (columns.size() - 1)) / columns.size() : width - 2;
    List<List<String>> cells = new ArrayList<>();
    for (Column column : columns) {
      List<String> lines = wrap(column, each);
      lines.add(0, paint(pad(column.title(), each), BOLD));
      lines.add(1, "─".repeat(each));
      cells.add(lines);
    }
    if (beside) {
      printBeside(cells, each);
    } else {
      for (List<String> lines : cells) {
        lines.forEach(line -> out.println("  " + line));
        out.println();
      }
    }
  }

  private void printBeside(List<List<String>> cells, int each) {
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        line.append(i == 0 ? "" : " │ ");
        line.append(row < cells.get(i).size() ? cells.get(i).get(row) : " ".repeat(each));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Prints a heading. */
  void heading(String text) {
    out.println();
    out.println(paint(text, BOLD));
    out.println();
  }

  /** Prints a line indented, and further indented where it has to go on. */
  void paragraph(String text) {
    int from = 0;
    while (from < text.length()) {
      String indent = from == 0 ? "  " : "      ";
      int to = lineEnd(text, from, width - indent.length());
      out.println(indent + text.substring(from, to));
      from = to < text.length() && Character.isWhitespace(text.charAt(to)) ? to + 1 : to;
    }
  }

  private List<String> wrap(Column column, int each) {
    List<String> lines = new ArrayList<>();
    String text = column.text();
    boolean[] mark = marks(column);
    int from = 0;
    while (from < text.length()) {
      int to = lineEnd(text, from, each);
      lines.add(painted(text, mark, from, to, column.escape()) + " ".repeat(each - (to - from)));
      from = to < text.length() && Character.isWhitespace(text.charAt(to)) ? to + 1 : to;
    }
    return lines;
  }

  private static boolean[] marks(Column column) {
    boolean[] mark = new boolean[column.text().length()];
    Matcher matcher = column.marked().matcher(column.text());
    while (matcher.find()) {
      java.util.Arrays.fill(mark, matcher.start(), matcher.end(), true);
    }
    return mark;
  }

  private static int lineEnd(String text, int from, int each) {
    int newline = text.indexOf('\n', from);
    int end = newline < 0 ? text.length() : newline;
    if (end - from <= each) {
      return end;
    }
    int blank = text.lastIndexOf(' ', from + each);
    return blank > from ? blank : from + each;
  }

  private String painted(String text, boolean[] mark, int from, int to, String escape) {
    StringBuilder line = new StringBuilder();
    boolean on = false;
    for (int i = from; i < to; i++) {
      if (mark[i] != on && colour) {
        line.append(mark[i] ? escape : RESET);
      }
      on = mark[i];
      line.append(text.charAt(i));
    }
    return line.append(on && colour ? RESET : "").toString();
  }

  private String paint(String text, String escape) {
    return colour ? escape + text + RESET : text;
  }

  private static String pad(String text, int each) {
    return text.length() >= each
        ? text.substring(0, each)
        : text + " ".repeat(each - text.length());
  }
}
