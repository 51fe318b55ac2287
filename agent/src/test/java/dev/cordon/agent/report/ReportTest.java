package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  @Test
  void tellsWhatIsUsedOfLimitsWhichExceptionsLiftedRulesAndWhereCallsWent() throws IOException {
    String record =
        "{\"exchange\":\"%s\",\"time\":\"2026-01-05T%s:00.000Z\",\"service\":\"s\",\"vendor\":\"openai\",\"region\":\"eu\",\"caller_rule\":\"hr\",\"decision\":\"%s\",\"cost_usd\":0.25,\"exceptions\":[\"old-tool\"]}\n";
    Files.writeString(
        folder.resolve("audit.jsonl"),
        String.format(record, 1, "09:00", "allow")
            + String.format(record, 2, "10:00", "allow")
            + String.format(record, 3, "10:10", "modify")
            + String.format(record, 4, "10:20", "deny"));
    Path policy =
        Files.writeString(
            folder.resolve("cordon.yaml"),
            "version: 1\nlimits:\n  calls: {allow: 4/h, per: [caller]}\n"
                + "  money: {allow: 1 USD/d}\n  idle: {allow: 5 at once}\n");
    String page = report("--policy", policy.toString());
    assertTrue(
        page.contains(
            "{\"name\":\"money\",\"allow\":\"1"
                + " USD/d\",\"of\":\"\",\"used\":750000,\"amount\":1000000,\"money\":true,\"percent\":75},"
                + "{\"name\":\"calls\",\"allow\":\"4/h\",\"of\":\"hr\",\"used\":2,\"amount\":4,\"money\":false,\"percent\":50}]"),
        page.substring(page.indexOf("\"limits\":")));
    assertTrue(
        page.contains(
            "\"name\":\"old-tool\",\"state\":\"not in the policy\",\"ends\":\"\",\"calls\":4"));
    assertTrue(page.contains("\"name\":\"openai \\u00B7 eu\",\"calls\":4,\"refused\":1"));
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "version: 2\n");
    assertEquals(1, new Commands().run("report", "--policy", wrong.toString(), "audit.jsonl"));
  }

  @Test
  void threatsAreCountedByOriginAndWhatWasDone() throws IOException {
    String record =
        "{\"exchange\":\"%d\",\"time\":\"2026-01-05T10:00:00.000Z\",\"service\":\"s\",\"vendor\":\"v\",\"decision\":\"allow\",\"threats\":[{\"threat\":\"instruction.override\",\"category\":\"prompt_injection\",\"severity\":\"high\",\"origin\":\"tool\",\"action\":\"strip\",\"count\":2}]}\n";
    Files.writeString(
        folder.resolve("audit.jsonl"), String.format(record, 1) + String.format(record, 2));
    String page = report();
    assertTrue(page.contains("{\"name\":\"instruction.override (tool, strip)\",\"calls\":4"), page);
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
    String hooks = page.substring(page.indexOf("\"openHooks\":"), page.indexOf("\"flawed\":"));
    assertTrue(
        hooks.startsWith(
            "\"openHooks\":[{\"service\":\"portal\",\"library\":\"okhttp\",\"hook\":\"okhttp:0\","
                + "\"class\":\"okhttp3.internal.http.RealInterceptorChain\","
                + "\"reason\":\"it has no method \\u003cinit> that fits\",\"policy\":\"block\","
                + "\"processes\":2,"),
        hooks);
  }

  @Test
  void connectionsThatAreNotAsTheyShouldBeAreShownByRuleAndHost() throws IOException {
    String record =
        "{\"time\":\"2026-01-05T%s:00.000Z\",\"event\":\"connection\",\"service\":\"portal\",\"vendor\":\"openai\",\"host\":\"%s\",\"rule\":\"connection.min_tls\",\"reason\":\"speaks TLSv1.1\",\"decision\":\"%s\"%s,\"mode\":\"enforce\"}\n";
    Files.writeString(
        folder.resolve("audit.jsonl"),
        String.format(record, "09:00", "a.com", "deny", "")
            + String.format(record, "09:05", "a.com", "deny", "")
            + String.format(record, "09:10", "b.com", "allow", ",\"exceptions\":[\"old-tls\"]"));
    String page = report();
    String row =
        "{\"service\":\"portal\",\"library\":\"openai\",\"hook\":\"connection.min_tls\",\"class\":\"%s\",\"reason\":\"speaks"
            + " TLSv1.1\",\"policy\":\"%s\",\"processes\":%d,";
    assertTrue(page.contains("\"flawed\":["), page);
    assertTrue(page.contains(String.format(row, "a.com", "deny", 2)), page);
    assertTrue(page.contains(String.format(row, "b.com", "exception old-tls", 1)), page);
    assertTrue(
        page.contains("{\"name\":\"old-tls\",\"state\":\"\",\"ends\":\"\",\"calls\":1"), page);
    assertTrue(page.contains("\"total\":{\"calls\":0"), "a connection is no call");
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
  void spendingIsAddedUpByModelAndCallerAndOverTime() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    Files.writeString(
        trail,
        """
        {"time":"2026-01-05T10:00:00.000Z","exchange":"1","model":"a","caller":"x.Y.z","cost_usd":0.25,"input_tokens":9}
        {"time":"2026-01-05T10:00:30.000Z","exchange":"2","model":"a","caller":"x.Y.w","cost_usd":0.5}
        {"time":"2026-01-06T10:00:00.000Z","exchange":"3","model":"b","caller":"x.Y.z","cost_usd":2}
        {"time":"2026-01-06T10:00:00.000Z","exchange":"4","model":"c","caller":"x.Y.z","cost_unknown":"price"}
        {"time":"2026-01-06T10:00:00.000Z","exchange":"5","model":"d","caller":"x.Y.v"}
        """);
    JsonNode data = new ObjectMapper().readTree(data(page(trail)));
    assertEquals(2.75, data.get("total").get("cost").asDouble());
    assertEquals(1, data.get("total").get("unpriced").asInt());
    JsonNode models = data.get("spenders").get("model");
    assertEquals(3, models.size(), models.toString());
    assertEquals("b", models.get(0).get("name").asText());
    assertEquals(0.75, models.get(1).get("cost").asDouble());
    assertEquals(1, models.get(2).get("unpriced").asInt());
    JsonNode callers = data.get("spenders").get("caller");
    assertEquals("x.Y.z", callers.get(0).get("name").asText());
    assertEquals(2.25, callers.get(0).get("cost").asDouble());
    double[] byModel = {0, 0};
    for (JsonNode cell : data.get("spentByModel").get("cells")) {
      byModel[cell.get("c").asText().equals("a") ? 0 : 1] += cell.get("n").asDouble();
    }
    assertEquals(0.75, byModel[0]);
    assertEquals(2, byModel[1]);
    assertEquals(3, data.get("spentByCaller").get("cells").size());
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
    assertTrue(dom.contains("US dollars over time by caller"), "the spending");
    assertTrue(dom.contains(" calls cost is not known and not in it."), "what is not known");
    assertFalse(Files.readString(log).contains("CONSOLE"), Files.readString(log));
    for (String event : Files.readAllLines(netLog)) {
      // what the browser asks for itself has no origin as its initiator
      boolean ofThePage = event.contains("\"initiator\":\"") && !event.contains("not an origin");
      assertFalse(ofThePage && event.contains("\"url\":\"http"), event);
    }
  }

  private static String data(String page) {
    String begin = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf("</script>", from));
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
