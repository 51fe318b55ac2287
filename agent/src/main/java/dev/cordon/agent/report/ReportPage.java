package dev.cordon.agent.report;

import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Verification;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The page of a trail. Making it reads the trail twice, once to check it and once to count.
 * Immutable.
 */
public final class ReportPage {
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
      Path trail, byte @Nullable [] key, ReportOptions options, TrailPass.Progress progress)
      throws IOException {
    Verification verification = new AuditVerifier(trail, key).verify();
    Report report = new Report(options.incident());
    Policy policy = options.policy();
    report.limits = policy == null ? null : new ReplayLimits(policy.limits());
    TrailPass.lines(trail, progress, report::add);
    report.finish();
    long since = Math.max(report.total.first, report.total.last - options.periodMillis());
    if (report.total.calls == 0) {
      since = 0;
    }
    String name = trail.getFileName().toString();
    long made = System.currentTimeMillis();
    String data = ReportData.write(report, verification, since, made, name, policy);
    return new ReportPage(PageTemplate.fill("report", data), verification);
  }
}
