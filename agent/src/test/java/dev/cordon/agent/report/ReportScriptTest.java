package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The report's script is looked through by JSHint, which Rhino runs: no browser, no Node. */
class ReportScriptTest {
  private static final String LINTER = "/META-INF/resources/webjars/jshint/2.13.6/dist/jshint.js";
  private static final String LOOK =
      """
      JSHINT(source, {
        esversion: 11, browser: true, devel: false, strict: 'global', undef: true, unused: true, eqeqeq: true, varstmt: true,
        latedef: 'nofunc', shadow: 'outer', freeze: true, noarg: true, futurehostile: true, nonbsp: true, predef: ['innerWidth', 'innerHeight'].concat(String(shared).split(','))
      });
      JSHINT.errors.map(e => e.line + ':' + e.character + ' ' + e.reason).join('\\n')
      """;

  private static Scriptable scope;

  @BeforeAll
  static void linter() throws IOException {
    Context context = Context.enter();
    // Compiled, the linter has methods that are too long for a class file.
    context.setInterpretedMode(true);
    scope = context.initStandardObjects();
    context.evaluateString(scope, "var window = this;", "window", 1, null);
    context.evaluateString(scope, resource(LINTER), "jshint.js", 1, null);
  }

  @AfterAll
  static void end() {
    Context.exit();
  }

  @Test
  void theLinterHasNothingToSayAboutTheScript() throws IOException {
    assertEquals("", complaints(resource("page.js") + resource("report.js")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"incident.js", "inventory.js"})
  void theLinterHasNothingToSayAboutThePagesThatShareItsParts(String name) throws IOException {
    List<String> shared =
        Pattern.compile("(?m)^(?:const|function) ([\\w$]+)")
            .matcher(resource("page.js"))
            .results()
            .map(found -> found.group(1))
            .toList();
    String known = String.join(",", shared);
    assertEquals("", complaints("\"use strict\";\n" + resource(name), known));
  }

  @Test
  void theLinterSeesWhatIsUndefinedUnusedAndLooselyCompared() {
    assertEquals(
        """
        3:14 Expected '===' and instead saw '=='.
        3:15 'missing' is not defined.
        2:7 'unused' is defined but never used.""",
        complaints(
            "\"use strict\";\nconst unused = 1;\nif (window == missing) { window.close(); }\n"));
  }

  private static String complaints(String script) {
    return complaints(script, "");
  }

  /** Looks through a script that knows the names of another one, with commas between them. */
  private static String complaints(String script, String shared) {
    ScriptableObject.putProperty(scope, "source", script);
    ScriptableObject.putProperty(scope, "shared", shared);
    return Context.toString(
        Context.getCurrentContext().evaluateString(scope, LOOK, "look", 1, null));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportScriptTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
