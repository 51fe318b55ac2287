package dev.cordon.it.demo;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.ScriptedServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs unmodified programs under the agent against a model on this machine and shows what the
 * programs sent, what left their JVMs and what they got back. Exits with 1 when a value left.
 */
public final class Demo {
  private static final Pattern VALUE =
      Pattern.compile(
          "nora\\.lind@example\\.com|\\+1 212 555 0147|GB82 WEST 1234 5698 7654 32"
              + "|4111 1111 1111 1111|sk-proj-\\w+");
  private static final Pattern REPLACED =
      Pattern.compile("[A-Z]+_[A-Z0-9]{4,}|\\S*\\*{3,}[*\\d]*|\\[[A-Z_]+\\]");
  private static final String GREEN = "\u001B[32m";
  private static final String YELLOW = "\u001B[33m";

  private static final List<Shown> SHOWN =
      List.of(
          new Shown(
              "openai-java on OkHttp",
              Program.of(
                  "demo",
                  new Libraries("openai-java-4.100.0"),
                  8,
                  "com.example.assistant.Assistant")),
          new Shown(
              "LangChain4j on java.net.http",
              Program.of(
                  "demo-langchain4j",
                  new Libraries("langchain4j-1.19.0"),
                  17,
                  "com.example.support.Desk")));

  private Demo() {}

  /** A program, and what it speaks to its vendor with. */
  private record Shown(String title, Program program) {}

  /** Takes the terminal's width and whether it shows colours. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Columns columns = new Columns(out, Integer.parseInt(args[0]), args[1].equals("colour"));
    boolean clean = true;
    List<Received> requests = new ArrayList<>();
    List<String> reported = new ArrayList<>();
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver receiver = new OtlpReceiver()) {
      for (Shown shown : SHOWN) {
        Conversation vendor = server.conversation(DemoModel.answer());
        App.Builder builder =
            App.of(shown.program()).telemetry(receiver).arguments(vendor.baseUrl());
        try (App app = builder.start()) {
          clean &= app.await() == 0;
          clean &= show(columns, shown.title(), requests.size(), app, vendor);
          reported.addAll(app.err().matching(line -> line.startsWith("[cordon]")));
        }
        requests.addAll(vendor.requests());
      }
      report(out, columns, reported, receiver);
    }
    if (!clean) {
      out.println("  A value left the JVM, or a call failed.");
    }
    Path raw = keep(requests);
    out.println();
    out.println("  The raw bytes of all requests: " + Places.project().relativize(raw));
    System.exit(clean ? 0 : 1);
  }

  private static boolean show(
      Columns columns, String title, int before, App app, Conversation vendor) throws IOException {
    List<String> said = said(app.out().all());
    List<Received> requests = vendor.requests();
    boolean clean = requests.size() == 2 && said.size() == 4;
    for (int i = 0; i < requests.size() && 2 * i + 1 < said.size(); i++) {
      String how = i == 0 ? "A plain answer" : "The same question, answer streamed";
      columns.heading((before + i + 1) + ". " + how + " (" + title + ")");
      String left = requests.get(i).json().at("/messages/0/content").asText();
      clean &= !VALUE.matcher(requests.get(i).text()).find();
      columns.print(
          List.of(
              new Columns.Column("the program sent", said.get(2 * i), VALUE, YELLOW),
              new Columns.Column(
                  "left the JVM", left, Pattern.compile(VALUE + "|" + REPLACED), GREEN),
              new Columns.Column("the program got back", said.get(2 * i + 1), VALUE, YELLOW)));
    }
    return clean;
  }

  private static void report(
      PrintStream out, Columns columns, List<String> reported, OtlpReceiver receiver) {
    columns.heading("What the agent said on standard error");
    reported.forEach(columns::paragraph);
    columns.heading("The spans that went out by OTLP");
    for (Span span : receiver.spans()) {
      out.println("  " + span.getName() + "  [" + kind(span) + "]");
      span.getAttributesList()
          .forEach(
              attribute ->
                  out.println(
                      "      "
                          + attribute.getKey()
                          + " = "
                          + OtlpReceiver.attribute(span, attribute.getKey())));
    }
  }

  private static String kind(Span span) {
    String kind = span.getKind().name();
    return kind.substring(kind.lastIndexOf('_') + 1).toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns prompts and answers in turn. */
  private static List<String> said(List<String> lines) {
    List<String> said = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("--- ")) {
        said.add("");
      } else if (!said.isEmpty()) {
        int last = said.size() - 1;
        said.set(last, said.get(last).isEmpty() ? line : said.get(last) + "\n" + line);
      }
    }
    return said;
  }

  private static Path keep(List<Received> requests) throws IOException {
    Path file = Places.directory().resolve("target/demo-requests.txt");
    try (var out = Files.newOutputStream(file)) {
      for (Received request : requests) {
        out.write(request.raw());
        out.write("\n\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
