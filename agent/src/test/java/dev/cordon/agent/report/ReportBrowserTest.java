package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.agent.audit.SampleTrail;
import dev.cordon.agent.cli.Commands;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report in a browser: on a phone, a tablet and a desk, light and dark, and for everybody. */
class ReportBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Pattern PROBE = Pattern.compile("data-probe=\"([^\"]*)\"");

  /** Looks at the page and leaves what it saw in an attribute, as text with entities. */
  private static final String LOOK =
      """
      <script>(async () => {
        const wide = [...document.querySelectorAll("main *")].filter(e => {
          if (e.closest(".wide") && !e.matches(".wide")) return false;
          return e.getBoundingClientRect().right > innerWidth + 1;
        }).map(e => e.tagName + "." + e.className);
        const texts = [...document.querySelectorAll("svg text")].map(t => {
          const svg = t.ownerSVGElement;
          return parseFloat(getComputedStyle(t).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        });
        const names = [...document.querySelectorAll("td:first-child")].filter(td => td.offsetWidth).map(td => td.offsetWidth);
        const hidden = [...document.querySelectorAll(".wide")].filter(w => w.scrollWidth > w.clientWidth + 1 && innerWidth <= 600).length;
        const found = await axe.run(document, {resultTypes: ["violations"]});
        parent.postMessage(JSON.stringify({width: innerWidth, wide, smallest: Math.min(99, ...texts), narrowest: Math.min(...names), hidden,
          violations: found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", "))}), "*");
      })();</script>
      """;

  /** Gives the page a window of a width that no window of a browser has. */
  private static final String FRAME =
      """
      <!doctype html><body><script>addEventListener("message", e => { document.body.dataset.probe = e.data; });</script>
      <iframe src="page.html" style="border:0;height:2000px;width:%dpx"></iframe></body>
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} px, {1}, {2}")
  @CsvSource({
    "1280, light, report",
    "768, light, report",
    "390, light, report",
    "1280, dark, report",
    "390, dark, report",
    "1280, light, incident",
    "390, dark, incident"
  })
  @Timeout(120)
  void nothingIsCutOffTooSmallOrHardToReach(int width, String scheme, String command)
      throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "no browser: install Debian's package chromium");
    JsonNode seen = look(width, scheme, command);
    assertEquals(width, seen.get("width").asInt());
    assertEquals("[]", seen.get("wide").toString(), "what leaves the window");
    assertTrue(seen.get("smallest").asDouble() >= 10, "axis text of " + seen.get("smallest"));
    assertTrue(seen.get("narrowest").asInt() >= 60, "a name's column of " + seen.get("narrowest"));
    assertEquals(0, seen.get("hidden").asInt(), "tables that a phone shows in part");
    assertEquals("[]", seen.get("violations").toString(), "rules of axe-core");
  }

  private JsonNode look(int width, String scheme, String made) throws Exception {
    Path trail = folder.resolve("audit.jsonl");
    SampleTrail.write(trail, 2_000);
    SampleTrail.addOpenHook(trail);
    Commands commands = new Commands();
    assertEquals(
        0,
        commands.run(
            made + (made.equals("inventory") ? " -o -" : " --vendor openai -o -"),
            trail.toString()));
    String probe = "<script>" + axe() + "</script>" + LOOK + "</body>";
    Files.writeString(folder.resolve("page.html"), commands.out().replace("</body>", probe));
    Path page = Files.writeString(folder.resolve("frame.html"), FRAME.formatted(width));
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--virtual-time-budget=20000",
                "--window-size=1400,2100",
                "--user-data-dir=" + folder.resolve("profile")));
    if (scheme.equals("dark")) {
      command.add("--blink-settings=preferredColorScheme=0");
    }
    command.addAll(List.of("--dump-dom", page.toUri().toString()));
    Process browser =
        new ProcessBuilder(command).redirectError(folder.resolve("chromium.log").toFile()).start();
    String dom = Await.output(browser);
    Matcher found = PROBE.matcher(dom);
    assertTrue(found.find(), "the page could be looked at");
    return new ObjectMapper().readTree(found.group(1).replace("&quot;", "\"").replace("&gt;", ">"));
  }

  private static String axe() throws IOException {
    String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = ReportBrowserTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("</script", "<\\/script");
    }
  }
}
