package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.agent.audit.SampleTrail;
import dev.cordon.agent.cli.Commands;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir Path folder;

  @Test
  void thePageTellsWhatIsNewAndWhatLeftInClear() throws IOException {
    String page = page(trail(10_000));
    assertTrue(page.contains("\"intact\":true,\"records\":10001,\"files\":1"), "integrity");
    String news = page.substring(page.indexOf("\"news\":"), page.indexOf("\"anomaliesFound\":"));
    assertTrue(news.contains("\"name\":\"openrouter\""), news);
    assertFalse(news.contains("\"name\":\"anthropic\""), news);
    String portal = "portal \\u00B7 com.example.portal.Assistant.answer ";
    assertTrue(page.contains(portal + "sent health data, which it never did before"));
    String shop = "shop \\u00B7 com.example.shop.Texts.describe made ";
    assertTrue(page.contains(shop), "the job that ran wild");
    assertTrue(page.contains("\"name\":\"medical_record_number\",\"calls\":"));
    assertTrue(
        page.contains(
            "{\"name\":\"openrouter\",\"headquarters\":\"unknown\",\"aggregator\":\"yes as of"),
        "what is documented of a vendor");
  }

  @Test
  void anIncidentIsCountedToTheRecord() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    StringBuilder lines = new StringBuilder();
    String record =
        "{\"exchange\":\"1\",\"time\":\"%s\",\"service\":\"s\",\"vendor\":\"%s\",\"host\":\"h\",\"decision\":\"%s\",\"key\":\"k1\",\"findings\":[{\"type\":\"t\",\"class\":\"health\",\"action\":\"allow\",\"count\":3}]}\n";
    for (String time : List.of("09:59:59.999", "10:00:00.000", "10:59:59.999", "11:00:00.000")) {
      lines.append(String.format(record, "2026-01-05T" + time + "Z", "v", "allow"));
    }
    lines.append(String.format(record, "2026-01-05T10:30:00.000Z", "v", "deny"));
    lines.append(String.format(record, "2026-01-05T10:30:00.000Z", "w", "allow"));
    Files.writeString(trail, lines);
    String page =
        report("--vendor", "v", "--from", "2026-01-05T10:00", "--to", "2026-01-05T11:00Z");
    String rows = page.substring(page.indexOf("\"incident\":"));
    rows = rows.substring(rows.indexOf("\"rows\":"), rows.indexOf("\"dimensions\":"));
    assertTrue(
        rows.contains("\"c\":\"health\",\"v\":\"v\",\"s\":\"s\",\"n\":2,\"safe\":0,\"exposed\":6"),
        rows);
    assertTrue(report("--vendor", "h").contains("\"n\":5,"), "a host is a name too");
    assertEquals(2, new Commands().run("report", "--from", "2026-01-05", "f"));
    String[] wrong = {"--vendor", "v", "--to", "yesterday", "f"};
    assertEquals(2, new Commands().run("report", wrong));
  }

  @Test
  void anUnknownHostIsNamedForWhatItSpeaksAndAWebApplicationWithItsServer() throws IOException {
    Files.writeString(
        folder.resolve("audit.jsonl"),
        "{\"exchange\":\"1\",\"time\":\"2026-01-05T10:00:00.000Z\",\"service\":\"s\",\"application\":\"shop\",\"host\":\"llm.example\",\"format\":\"openai.chat\",\"decision\":\"allow\"}\n");
    String page = report();
    assertTrue(page.contains("\"name\":\"unknown (openai)\",\"calls\":1"), page);
    assertTrue(page.contains("\"v\":\"unknown (openai)\""));
    assertTrue(page.contains("\"name\":\"s/shop\",\"calls\":1"));
  }

  private String report(String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of(options));
    Path html = folder.resolve("out.html");
    args.addAll(List.of("-o", html.toString(), folder.resolve("audit.jsonl").toString()));
    Commands commands = new Commands();
    commands.run("report", args.toArray(new String[0]));
    assertTrue(commands.err().contains("wrote"), commands.err());
    return Files.readString(html);
  }

  @Test
  void aHookThatDoesNothingIsShownThoughNoCallTellsOfIt() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    SampleTrail.addOpenHook(trail);
    SampleTrail.addOpenHook(trail);
    String page = page(trail);
    assertTrue(page.contains("\"intact\":true"), "the trail is intact");
    String hooks = page.substring(page.indexOf("\"openHooks\":"), page.indexOf("\"dimensions\":"));
    assertTrue(
        hooks.startsWith(
            "\"openHooks\":[{\"service\":\"portal\",\"library\":\"okhttp\",\"hook\":\"okhttp:0\","
                + "\"class\":\"okhttp3.internal.http.RealInterceptorChain\","
                + "\"reason\":\"it has no method \\u003cinit> that fits\",\"policy\":\"block\","
                + "\"processes\":2,"),
        hooks);
  }

  @Test
  void openHooksStayBoundedWhateverTheTrailHolds() {
    Report report = new Report();
    for (int i = 0; i < 1_000; i++) {
      String line =
          "{\"time\":\"2026-01-05T10:00:00.000Z\",\"event\":\"unhooked\",\"hook\":\"h" + i + "\"}";
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      report.add(bytes, bytes.length);
    }
    assertEquals(200, report.openHooks.latest().size());
    assertEquals(800, report.openHooks.more);
    assertEquals(0, report.total.calls);
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
        "{\"exchange\":\"1\",\"time\":\"2026-01-05T00:00:00.000Z\",\"service\":\"</script><script>alert(1)</script>\",\"vendor\":\"<img"
            + " src=x onerror=alert(1)>\"}\n";
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
  void valuesOfARefusedCallAreNotReplacedAndEachCallIsDrawnOnce() {
    Report report = new Report();
    String findings =
        "\"findings\":[{\"type\":\"a\",\"class\":\"health\",\"action\":\"mask\",\"count\":2},"
            + "{\"type\":\"b\",\"class\":\"personal\",\"action\":\"mask\",\"count\":3}]}";
    for (String decision : List.of("deny", "modify")) {
      String line =
          "{\"exchange\":\"1\",\"time\":\"2026-01-05T10:00:00.000Z\",\"service\":\"s\",\"vendor\":\"v\","
              + "\"decision\":\""
              + decision
              + "\","
              + findings;
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      report.add(bytes, bytes.length);
    }
    assertEquals(5, report.total.protectedFindings, "of the call that went on");
    assertEquals(1, Arrays.stream(report.total.classes).sum(), "one call, by its worst class");
    assertEquals(1, report.total.classes[Tally.rank("health")]);
    assertEquals(2, report.timeline.inOrder().stream().mapToLong(c -> c.getValue()[0]).sum());
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
    Commands commands = new Commands();
    assertEquals(1, commands.run("report", "/absent/audit.jsonl"));
    assertEquals("report: /absent/audit.jsonl: there is no such file\n", commands.err());
    assertEquals(2, commands.run("report", "--days", "x", "f"));
    assertEquals(2, commands.run("report"));
  }

  @Test
  @Timeout(120)
  void aBrowserDrawsThePageWithoutAnErrorAndWithoutANetwork() throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "no browser: install Debian's package chromium");
    Path html = folder.resolve("report.html");
    trail(10_000);
    Files.writeString(html, report("--vendor", "openai"));
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
    String dom = Await.output(browser);
    assertTrue(dom.contains("data-ready=\"yes\""), "the script ran to its end");
    assertTrue(dom.contains("class=\"chart\""), "the chart is there");
    assertTrue(dom.split("<rect", -1).length > 20, "the chart has bars");
    assertTrue(dom.contains("class=\"rows flow\""), "who sends what to whom");
    assertTrue(dom.split("class=\"stack\"", -1).length > 20, "what was in the calls");
    assertTrue(
        dom.contains("values of class health left in clear</b>: portal to azure.openai"), dom);
    assertTrue(dom.contains("Incident: what openai received"), "the incident");
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
    return ReportPage.make(
            trail, null, new ReportOptions(7 * 86_400_000L, null, 0, 0), records -> {})
        .html();
  }
}
