package dev.cordon.agent.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Puts a page together that needs no network: its frame, the common look, scripts and data. */
final class PageTemplate {
  private PageTemplate() {}

  /**
   * Makes a page.
   *
   * @param name of the files {@code NAME.html} and {@code NAME.js}
   * @param data JSON without {@code <}
   * @return the page
   * @throws IOException when the jar lacks a part
   */
  static String fill(String name, String data) throws IOException {
    String page = put(resource(name + ".html"), "/*STYLE*/", resource("page.css"));
    page = put(page, "/*SCRIPT*/", resource("page.js") + resource(name + ".js"));
    return put(page, "/*DATA*/", data);
  }

  private static String put(String page, String mark, String text) {
    int at = page.indexOf(mark);
    return page.substring(0, at) + text + page.substring(at + mark.length());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + name);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] chunk = new byte[8192];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        bytes.write(chunk, 0, read);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }
  }
}
