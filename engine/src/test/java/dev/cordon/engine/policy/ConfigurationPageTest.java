package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps docs/configuration.md true. */
class ConfigurationPageTest {
  private static final String PAGE = read();

  /** Where the files lie that the page's examples name. */
  @TempDir static Path folder;

  @BeforeAll
  static void writeReferredFiles() throws IOException {
    Files.writeString(folder.resolve("customers.txt"), "Ada Lovelace\n");
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/configuration.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The rows of the key table: key, values, default. */
  private static Map<String, String[]> rows() {
    Map<String, String[]> rows = new LinkedHashMap<>();
    String table = PAGE.substring(PAGE.indexOf("## Every key"), PAGE.indexOf("## Stopping all"));
    Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\| (.*?) \\|").matcher(table);
    while (row.find()) {
      rows.put(row.group(1), new String[] {row.group(2), row.group(3)});
    }
    return rows;
  }

  @Test
  void everyKeyIsDocumentedAndEveryDocumentedKeyExists() {
    TreeSet<String> keys = new TreeSet<>();
    PolicyKeys.sections()
        .forEach(
            (section, names) -> {
              String path = section.replace("*", "NAME");
              names.forEach(name -> keys.add(path.isEmpty() ? name : path + "." + name));
            });
    assertEquals(String.join("\n", keys), String.join("\n", new TreeSet<>(rows().keySet())));
  }

  @Test
  void documentedDefaultsAreTheDefaults() {
    List<String> lines = new ArrayList<>();
    rows()
        .forEach(
            (key, row) -> {
              Matcher code = Pattern.compile("`([^`]+)`").matcher(row[1]);
              boolean tested =
                  key.matches(
                      "(alerts|keys|audit|canaries|vault\\.redis|detectors|exceptions)\\..*");
              if (code.matches() && !key.contains("NAME") && !tested) {
                int dot = key.indexOf('.');
                lines.add(
                    dot < 0
                        ? key + ": " + code.group(1)
                        : key.substring(0, dot)
                            + ": {"
                            + key.substring(dot + 1)
                            + ": "
                            + code.group(1)
                            + "}");
              }
            });
    assertTrue(lines.size() >= 14, lines.toString());
    for (String line : lines) {
      assertEquals(
          Settings.of(Policy.safeDefault()), Settings.of(parse("version: 1\n" + line)), line);
    }
  }

  @Test
  void documentedDefaultsOfTheAuditTrailAreItsDefaults() {
    AuditRules rules = parse("version: 1\naudit:\n  file: audit.jsonl\n").audit();
    assertEquals(
        "`" + Quantity.BYTES.print(rules.maxBytes()) + "`", rows().get("audit.max_bytes")[1]);
    assertEquals(86_400, rules.maxAgeSeconds());
    assertEquals("`24h`", rows().get("audit.max_age")[1]);
    assertEquals("`" + rules.retentionSeconds() + "s`", rows().get("audit.retention")[1]);
    assertEquals(Fallback.ALLOW, rules.onFailure());
    assertEquals("`allow`", rows().get("audit.on_failure")[1]);
    assertEquals("`" + rules.otlp() + "`", rows().get("audit.otlp")[1]);
  }

  @Test
  void documentedDefaultsOfAlertsAreTheDefaults() {
    AlertRules rules = parse("version: 1\naudit: {file: a}\nalerts: {new: [key]}\n").alerts();
    assertEquals("`" + rules.spike() + "`", rows().get("alerts.spike")[1]);
    assertEquals("`" + rules.refusals() + "`", rows().get("alerts.refusals")[1]);
    assertEquals(7 * 86_400, rules.learnSeconds());
    assertEquals("`7d`", rows().get("alerts.learn")[1]);
    assertEquals(3600, rules.repeatSeconds());
    assertEquals("`1h`", rows().get("alerts.repeat")[1]);
  }

  @Test
  void documentedDefaultsOfRedisAreTheDefaults() {
    String needed = "url: redis://localhost, encryption_key: token_key";
    int lines = 0;
    for (Map.Entry<String, String[]> row : rows().entrySet()) {
      Matcher code = Pattern.compile("`([^`]+)`").matcher(row.getValue()[1]);
      if (row.getKey().startsWith("vault.redis.") && code.matches()) {
        String key = row.getKey().substring("vault.redis.".length());
        String line = key + ": \"" + code.group(1) + "\"";
        assertEquals(redis(needed), redis(needed + ", " + line), line);
        lines++;
      }
    }
    assertEquals(5, lines);
  }

  private static RedisSettings redis(String settings) {
    String policy = "version: 1\ntoken_key: env:CORDON_TOKEN_KEY\nvault: {redis: {%s}}\n";
    return parse(String.format(policy, settings)).redis();
  }

  @Test
  void documentedValuesAreAccepted() {
    rows()
        .forEach(
            (key, row) -> {
              Matcher code = Pattern.compile("`([a-z]+)`").matcher(row[0]);
              while (!key.contains(".") && code.find() && row[0].startsWith("`")) {
                if (!code.group(1).matches("env|file")) {
                  parse("version: 1\n" + key + ": " + code.group(1));
                }
              }
            });
  }

  @Test
  void everyActionIsDocumented() {
    String actions = PAGE.substring(PAGE.indexOf("## Actions"), PAGE.indexOf("## What is"));
    for (Action action : Action.values()) {
      String name = action.name().toLowerCase(java.util.Locale.ROOT);
      assertTrue(actions.contains("| `" + name + "` |"), name);
    }
  }

  @Test
  void examplesAreValid() {
    Matcher example = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(PAGE);
    int examples = 0;
    while (example.find()) {
      parse(example.group(1));
      examples++;
    }
    assertEquals(26, examples);
  }

  @Test
  void documentedDefaultsOfDetectorsAreTheDefaults() {
    String timeout = rows().get("detectors.timeout")[1].replace("`", "");
    assertEquals(DetectorReader.TIMEOUT_MILLIS, Quantity.MILLIS.parse(timeout));
    assertEquals("`block`", rows().get("detectors.on_failure")[1]);
  }

  private static Policy parse(String text) {
    PolicyContext context =
        new PolicyContext(
            Map.of(
                "CORDON_TOKEN_KEY", "0123456789abcdef",
                "CORDON_TOKEN_KEY_BEFORE", "fedcba9876543210",
                "CORDON_AUDIT_KEY", "0123456789abcdef",
                "CORDON_ALERT_SECRET", "0123456789abcdef",
                "CORDON_VAULT_KEY", "fedcba9876543210",
                "GATEWAY_TOKEN", "token-of-the-gateway",
                "CORDON_REDIS_PASSWORD", "open sesame"),
            Scanners.types().stream().map(DataType::id).collect(Collectors.toSet()),
            VendorCatalogue.builtIn().ids());
    ParsedPolicy parsed =
        PolicyParser.parse(folder.resolve("cordon.yaml").toString(), text.getBytes(UTF_8), context);
    assertNotNull(parsed.policy(), () -> text + "\n" + parsed.problems());
    return parsed.policy();
  }
}
