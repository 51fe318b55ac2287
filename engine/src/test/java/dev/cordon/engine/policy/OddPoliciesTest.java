package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The policies of the configuration page with mistakes made by chance: each is read, or each
 * mistake is named with its line. Nothing is thrown, and no secret of the environment is quoted.
 */
class OddPoliciesTest {
  private static final int POLICIES = Integer.getInteger("cordon.random.policies", 3000);
  private static final long SEED = Long.getLong("cordon.random.seed", 1);
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static final String[] ODD = {
    "",
    "null",
    "[]",
    "{}",
    "-1",
    "1e309",
    "99999999999999999999",
    "~",
    "'",
    "\"\\x",
    "&a *a",
    "!!java.util.Date 1",
    "<<: *all",
    "|\n  text",
    "? key",
    "\u0000",
    "\ufeff",
    "\ud83d\ude00",
    "@",
    "%TAG ! x",
    "---",
    "...",
    "env:KEY",
    "file:/dev/null",
    "[[[[[[[[[[[[[[[[",
    "{a: {a: {a: {a: ",
    "x".repeat(5000),
    "(".repeat(500),
    "**",
    "0x",
    "60/m",
    "yes",
    "2026-13-45"
  };

  private static List<String> pages() throws Exception {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(page);
    List<String> texts = new ArrayList<>();
    while (block.find()) {
      texts.add(block.group(1));
    }
    return texts;
  }

  @Test
  void eachIsReadOrItsMistakesAreNamed() throws Exception {
    List<String> pages = pages();
    assertFalse(pages.isEmpty());
    PolicyContext context =
        new PolicyContext(Map.of("KEY", SECRET), Set.of(), VendorCatalogue.builtIn().ids());
    for (int i = 0; i < POLICIES; i++) {
      long seed = SEED + i;
      byte[] text = mistaken(pages, new Random(seed));
      ParsedPolicy parsed;
      try {
        parsed = PolicyParser.parse("cordon.yaml", text, context);
      } catch (Throwable thrown) {
        throw new AssertionError("seed " + seed + ":\n" + new String(text, UTF_8), thrown);
      }
      String what = "seed " + seed + ": " + parsed.problems();
      assertEquals(parsed.problems().isEmpty(), parsed.policy() != null, what);
      for (PolicyProblem problem : parsed.problems()) {
        assertTrue(problem.line() > 0 || isOfTheWholeFile(problem), what);
        assertFalse(problem.message().isEmpty(), what);
        assertFalse(problem.toString().contains(SECRET), what);
      }
    }
  }

  private static boolean isOfTheWholeFile(PolicyProblem problem) {
    String message = problem.message();
    return message.startsWith("the file is empty") || message.equals("no valid YAML");
  }

  private static byte[] mistaken(List<String> pages, Random random) {
    String text = pages.get(random.nextInt(pages.size()));
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
      text = String.join("\n", lined(lines, pages, random));
    }
    byte[] bytes = text.getBytes(UTF_8);
    if (random.nextInt(5) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(50) == 0 ? text.getBytes(ISO_8859_1) : bytes;
  }

  /** Makes one mistake in a line. */
  private static List<String> lined(List<String> lines, List<String> pages, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    String odd = ODD[random.nextInt(ODD.length)];
    switch (random.nextInt(9)) {
      case 0:
        lines.remove(at);
        break;
      case 1:
        lines.add(at, line);
        break;
      case 2:
        lines.set(at, " ".repeat(random.nextInt(5)) + line);
        break;
      case 3:
        lines.set(at, line.trim());
        break;
      case 4:
        lines.set(at, line.replaceFirst(":.*", ": " + Matcher.quoteReplacement(odd)));
        break;
      case 5:
        int cut = random.nextInt(line.length() + 1);
        lines.set(at, line.substring(0, cut) + odd + line.substring(cut));
        break;
      case 6:
        int end = random.nextInt(line.length() + 1);
        lines.set(at, line.substring(0, end));
        break;
      case 7:
        String[] other = pages.get(random.nextInt(pages.size())).split("\n", -1);
        lines.add(at, other[random.nextInt(other.length)]);
        break;
      default:
        lines.set(at, line.replace('e', 'a'));
    }
    return lines;
  }
}
