package dev.cordon.agent.report;

import dev.cordon.agent.audit.AuditLines;
import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The page of a trail. Making it reads the trail twice, once to check it and once to count.
 * Immutable.
 */
public final class ReportPage {
  private static final String DATA = "/*DATA*/";
  private static final String SCRIPT = "/*SCRIPT*/";

  /** Hears how far the reading has come. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called now and then.
     *
     * @param records how many records have been counted
     */
    void read(long records);
  }

  private final String html;
  private final Verification verification;

  private ReportPage(String html, Verification verification) {
    this.html = html;
    this.verification = verification;
  }

  /** Returns the page. */
  public String html() {
    return html;
  }

  /** Returns the check of the trail, which the page tells of. */
  public Verification verification() {
    return verification;
  }

  /**
   * Makes the page.
   *
   * @param trail the file being written; older files are found beside it
   * @param key the chain's key, or null for plain hashes
   * @param options what the page looks at closely
   * @param progress hears how far it has come
   * @return the page
   * @throws IOException when a file can't be read
   */
  public static ReportPage make(
      Path trail, byte @Nullable [] key, ReportOptions options, Progress progress)
      throws IOException {
    Verification verification = new AuditVerifier(trail, key).verify();
    Report report = new Report(options.incident());
    try (AuditLines lines = AuditLines.open(trail)) {
      long count = 0;
      while (lines.next()) {
        report.add(lines.line(), lines.length());
        if (++count % 250_000 == 0) {
          progress.read(count);
        }
      }
    }
    report.finish();
    long since = Math.max(report.total.first, report.total.last - options.periodMillis());
    if (report.total.calls == 0) {
      since = 0;
    }
    String name = trail.getFileName().toString();
    String data = ReportData.write(report, verification, since, System.currentTimeMillis(), name);
    String page = put(resource("report.html"), SCRIPT, resource("report.js"));
    return new ReportPage(put(page, DATA, data), verification);
  }

  private static String put(String page, String mark, String text) {
    int at = page.indexOf(mark);
    return page.substring(0, at) + text + page.substring(at + mark.length());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
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
