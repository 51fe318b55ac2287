package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.agent.cli.ReportCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir Path folder;

  @Test
  void thePageTellsWhatIsNewAndWhatLeftInClear() throws IOException {
    String page = page(trail(5_000));
    assertTrue(page.contains("\"intact\":true,\"records\":5001,\"files\":1"), "integrity");
    String news = page.substring(page.indexOf("\"news\":"), page.indexOf("\"anomalies\":"));
    assertTrue(news.contains("\"name\":\"openrouter\""), news);
    assertFalse(news.contains("\"name\":\"anthropic\""), news);
    assertTrue(page.contains("billing \\u00b7 (none) sent health data, which it never did before"));
    assertTrue(page.contains("\"name\":\"medical.record_number\",\"calls\":"));
  }

  @Test
  void aBrokenTrailIsReportedAsBroken() throws IOException {
    Path trail = trail(100);
    List<String> lines = Files.readAllLines(trail);
    lines.remove(50);
    Files.write(trail, lines);
    String page = page(trail);
    assertTrue(page.contains("record 51 is missing before it"), "the missing record is named");
  }

  @Test
  void noNameCanBreakOutOfTheDataOrBecomeMarkup() throws IOException {
    Path trail = trail(1);
    String hostile =
        "{\"exchange\":\"1\",\"time\":\"2026-01-05T00:00:00.000Z\",\"service\":"
            + "\"</script><script>alert(1)</script>\",\"vendor\":\"<img src=x onerror=alert(1)>\"}\n";
    Files.writeString(trail, hostile, StandardOpenOption.APPEND);
    String page = page(trail);
    assertFalse(page.contains("<script>alert"), "script");
    assertFalse(page.contains("<img"), "image");
  }

  @Test
  void linesThatAreNoRecordsAreCountedAndSkipped() {
    Report report = new Report();
    for (String line :
        List.of(
            "", "nonsense", "{", "{\"a\":}", "[1]", "{\"exchange\":\"1\",\"time\":\"never\"}")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      report.add(bytes, bytes.length);
    }
    assertEquals(5, report.unreadable);
    assertEquals(0, report.total.calls);
  }

  @Test
  void countersStayBoundedWhateverTheTrailHolds() {
    Report report = new Report();
    for (int i = 0; i < 20_000; i++) {
      String line =
          "{\"exchange\":\"1\",\"time\":\"2026-01-05T"
              + String.format("%02d:%02d:00.000Z", i / 60 % 24, i % 60)
              + "\",\"service\":\"s"
              + i
              + "\",\"caller\":\"c"
              + i
              + "\",\"findings\":[{\"type\":\"t"
              + i
              + "\",\"class\":\"personal\",\"action\":\"mask\",\"count\":1}]}";
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      report.add(bytes, bytes.length);
    }
    assertEquals(20_000, report.total.calls);
    assertTrue(report.dimension("service").size() <= 5_001);
    assertTrue(report.incidents.inOrder().size() <= 8_001);
  }

  @Test
  void anAbsentTrailIsAClearError() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertEquals(1, ReportCommand.run(new String[] {"/absent/audit.jsonl"}, stream, stream));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("/absent"),
        err.toString(StandardCharsets.UTF_8));
    assertEquals(2, ReportCommand.run(new String[] {"--days", "x", "f"}, stream, stream));
    assertEquals(2, ReportCommand.run(new String[] {}, stream, stream));
  }

  @Test
  @Timeout(120)
  void aBrowserDrawsThePageWithoutAnErrorAndWithoutANetwork() throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "no browser: install Debian's package chromium");
    Path html = folder.resolve("report.html");
    Files.writeString(html, page(trail(5_000)));
    Path netLog = folder.resolve("net.json");
    Path log = folder.resolve("chromium.log");
    Process browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--enable-logging=stderr",
                "--log-net-log=" + netLog,
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                html.toUri().toString())
            .redirectError(log.toFile())
            .start();
    String dom = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(browser.waitFor(60, TimeUnit.SECONDS));
    assertTrue(dom.contains("data-ready=\"yes\""), "the script ran to its end");
    assertTrue(dom.contains("class=\"chart\""), "the chart is there");
    assertTrue(dom.split("<rect", -1).length > 20, "the chart has bars");
    assertFalse(Files.readString(log).contains("CONSOLE"), Files.readString(log));
    for (String event : Files.readAllLines(netLog)) {
      // what the browser asks for itself has no origin as its initiator
      boolean ofThePage = event.contains("\"initiator\":\"") && !event.contains("not an origin");
      assertFalse(ofThePage && event.contains("\"url\":\"http"), event);
    }
  }

  private Path trail(int calls) throws IOException {
    Path file = folder.resolve("audit.jsonl");
    SampleTrail.write(file, calls);
    return file;
  }

  private String page(Path trail) throws IOException {
    return ReportPage.make(trail, null, 7 * 86_400_000L, records -> {});
  }
}
