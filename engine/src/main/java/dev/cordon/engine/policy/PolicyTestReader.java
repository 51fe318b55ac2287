package dev.cordon.engine.policy;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import dev.cordon.engine.policy.PolicyTest.What;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a file of policy tests, as strictly as a policy. Used once. */
final class PolicyTestReader {
  static final List<String> TOP = Arrays.asList("version", "policy", "tests");
  static final List<String> TEST =
      Arrays.asList(
          "request",
          "connection",
          "caller",
          "service",
          "user",
          "key",
          "path",
          "times",
          "answer",
          "expect");
  static final List<String> CONNECTION = Arrays.asList("tls", "keys", "verified", "seen");
  static final List<String> ANSWER = Arrays.asList("status", "body");
  static final List<String> REQUEST =
      Arrays.asList("url", "vendor", "format", "method", "headers", "body", "body_file");
  static final List<String> EXPECT =
      Arrays.asList(
          "verdict",
          "rule",
          "reason",
          "caller",
          "findings",
          "labels",
          "exceptions",
          "flaws",
          "body",
          "contains",
          "lacks",
          "headers",
          "without_headers");

  private static final List<String> VERDICTS =
      Arrays.asList("allow", "modify", "deny", "audit", "warn", "none");

  private static final int MOST_TIMES = 10_000;

  private final String file;
  private final Problems problems;

  PolicyTestReader(String file) {
    this.file = file;
    this.problems = new Problems(file);
  }

  PolicyTests read(byte[] bytes) {
    List<PolicyTest> tests = new ArrayList<>();
    Section top = Section.file(file, bytes, problems, TOP);
    String policy = null;
    if (top != null) {
      policy = top.text("policy");
      top.number("version", Quantity.COUNT, 1, 1, 1);
      Section named = top.section("tests", null);
      if (named == null) {
        problems.add("tests", "is missing; name each test and what is expected");
      } else {
        for (String name : named.names()) {
          test(named, name, tests);
        }
      }
    }
    return new PolicyTests(policy, tests, problems.all());
  }

  private void test(Section named, String name, List<PolicyTest> into) {
    Section section = named.section(name, TEST);
    Section request = section == null ? null : section.section("request", REQUEST);
    Section expect = section == null ? null : section.section("expect", EXPECT);
    if (section == null) {
      return;
    }
    if (request == null || expect == null) {
      named.wrongKey(name, "must have a request and say what to expect");
      return;
    }
    PolicyTest test = new PolicyTest(name, named.line(name), head(request));
    test.format = request.text("format");
    test.vendor = request.text("vendor");
    test.body = body(request);
    test.caller = section.text("caller");
    test.service = section.text("service");
    test.user = section.text("user");
    test.key = section.text("key");
    test.path = section.text("path");
    test.times = (int) section.number("times", Quantity.COUNT, 1, MOST_TIMES, 1);
    test.connection = TestConnection.read(section);
    answer(section, test);
    expectations(expect, test);
    if (test.expected().isEmpty()) {
      section.wrong("expect", "expects nothing");
    }
    into.add(test);
  }

  private static void answer(Section section, PolicyTest test) {
    Section answer = section.section("answer", ANSWER);
    if (answer != null) {
      String body = answer.text("body");
      test.status = (int) answer.number("status", Quantity.COUNT, 200, 599, 200);
      test.answer = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
    }
  }

  private RequestHead head(Section request) {
    String method = request.has("method") ? request.text("method") : "POST";
    Map<String, String> headers = new LinkedHashMap<>();
    Section given = request.section("headers", null);
    if (given != null) {
      for (String name : given.names()) {
        String value = given.text(name);
        headers.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value);
      }
    }
    if (request.has("body") || request.has("body_file")) {
      headers.putIfAbsent("content-type", "application/json");
    }
    String verb = method == null ? "POST" : method.toUpperCase(Locale.ROOT);
    Library library = new Library("policy test", null);
    if (!request.has("url") && !request.has("format")) {
      problemOfRequest(request, "must have a url, or a format and perhaps a vendor");
    }
    if (request.has("url") && (request.has("format") || request.has("vendor"))) {
      problemOfRequest(request, "has a url, which tells the vendor and the format");
    }
    URI url = url(request);
    if (url == null) {
      return new RequestHead(library, verb, "https", null, -1, "/", null, source(headers));
    }
    String path = url.getRawPath();
    return new RequestHead(
        library,
        verb,
        url.getScheme(),
        url.getHost(),
        url.getPort(),
        path == null || path.isEmpty() ? "/" : path,
        url.getRawQuery(),
        source(headers));
  }

  private static void problemOfRequest(Section request, String message) {
    for (String key : REQUEST) {
      if (request.has(key)) {
        request.wrongKey(key, "the request " + message);
        return;
      }
    }
  }

  private static @Nullable URI url(Section request) {
    String text = request.text("url");
    try {
      URI url = text == null ? null : new URI(text);
      String scheme = url == null ? null : url.getScheme();
      boolean http = "https".equals(scheme) || "http".equals(scheme);
      if (url != null && http && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    if (text != null) {
      request.wrong("url", "must be a URL such as https://api.openai.com/v1/chat/completions");
    }
    return null;
  }

  private byte[] body(Section request) {
    String named = request.text("body_file");
    if (named == null) {
      String text = request.text("body");
      return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
    if (request.has("body")) {
      request.wrong("body_file", "is there beside body");
    }
    try {
      return RegularFile.read(Paths.get(file).resolveSibling(named), PolicyFile.MAX_BYTES);
    } catch (IOException | InvalidPathException | SecurityException e) {
      request.wrong("body_file", "can't be read (" + UnusableFileException.reason(e) + ")");
      return new byte[0];
    }
  }

  private static void expectations(Section expect, PolicyTest test) {
    String verdict = expect.text("verdict");
    if (verdict != null && !VERDICTS.contains(verdict)) {
      expect.wrong(
          "verdict",
          "must be one of " + String.join(", ", VERDICTS) + Suggestion.text(verdict, VERDICTS));
    }
    for (What what : new What[] {What.VERDICT, What.RULE, What.REASON, What.CALLER, What.BODY}) {
      String key = what.name().toLowerCase(Locale.ROOT);
      String value = expect.text(key);
      if (value != null) {
        test.expect(what, "", value, expect.line(key));
      }
    }
    Section findings = expect.section("findings", null);
    if (findings != null) {
      TreeSet<String> lines = new TreeSet<>();
      for (String type : findings.names()) {
        lines.add(type + ": " + findings.text(type));
      }
      test.expect(What.FINDINGS, "", String.join("\n", lines), expect.line("findings"));
    }
    for (What what : new What[] {What.LABELS, What.EXCEPTIONS, What.FLAWS}) {
      String key = what.name().toLowerCase(Locale.ROOT);
      if (expect.has(key)) {
        String lines = String.join("\n", new TreeSet<>(expect.texts(key)));
        test.expect(what, "", lines, expect.line(key));
      }
    }
    for (String part : expect.texts("contains")) {
      test.expect(What.CONTAINS, "", part, expect.line("contains"));
    }
    for (String part : expect.texts("lacks")) {
      test.expect(What.LACKS, "", part, expect.line("lacks"));
    }
    Section headers = expect.section("headers", null);
    if (headers != null) {
      for (String name : headers.names()) {
        String value = headers.text(name);
        String lower = name.toLowerCase(Locale.ROOT);
        test.expect(What.HEADER, lower, value == null ? "" : value, headers.line(name));
      }
    }
    for (String name : expect.texts("without_headers")) {
      String lower = name.toLowerCase(Locale.ROOT);
      test.expect(What.NO_HEADER, lower, "", expect.line("without_headers"));
    }
  }

  private static HeaderSource source(Map<String, String> headers) {
    return new HeaderSource() {
      @Override
      public @Nullable String first(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        headers.forEach(consumer);
      }
    };
  }
}
