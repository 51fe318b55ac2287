import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the sources that govern OkHttp 2 from those that govern OkHttp 3, which began as the same
 * code in another package: what was renamed is renamed back. Run by Maven as a single source file:
 * {@code java DeriveSources.java <from> <to>}. What is specific to one of them is not derived.
 */
final class DeriveSources {
  private static final List<String> DERIVED =
      List.of(
          "Answers",
          "BytesBody",
          "EarlyChainAdvice",
          "GateInterceptor",
          "GovernedBody",
          "LeavingInterceptor",
          "OutgoingRequest",
          "RefusedHop");

  /** Each must be there: else the other sources changed, and this list must, too. */
  private static final Map<String, List<String[]>> CHANGES =
      Map.of(
          "Answers",
          List.of(
              change(
                  "Decision decision, Response response) {",
                  "Decision decision, Response response) throws IOException {"),
              change(
                  "import java.util.Map;", "import java.io.IOException;\nimport java.util.Map;")),
          "BytesBody",
          List.of(
              change("TELL_KIND && body.isDuplex()", "TELL_KIND"),
              change(
                  "SameHead.with(request, ((BytesBody) body).original)",
                  "request.newBuilder().method(request.method(), ((BytesBody) body).original).build()"),
              change(
                  "  @Override\n"
                      + "  public boolean isOneShot() {\n"
                      + "    return TELL_KIND && original.isOneShot();\n"
                      + "  }\n\n",
                  "")),
          "GovernedBody",
          List.of(
              change(
                  "GovernedBody(ResponseBody original, InputStream transformed, long length) {",
                  "GovernedBody(ResponseBody original, InputStream transformed, long length) throws"
                      + " IOException {"),
              change(
                  "    private final ResponseBody original;\n"
                      + "    private final InputStream bytes;\n",
                  "    private final ResponseBody original;\n"
                      + "    private final Timeout timeout;\n"
                      + "    private final InputStream bytes;\n"),
              change(
                  "    Transformed(ResponseBody original, InputStream bytes) {\n"
                      + "      this.original = original;",
                  "    Transformed(ResponseBody original, InputStream bytes) throws IOException"
                      + " {\n"
                      + "      this.original = original;\n"
                      + "      this.timeout = original.source().timeout();"),
              change("return original.source().timeout();", "return timeout;")),
          "OutgoingRequest",
          List.of(
              change("request.url()", "request.httpUrl()"),
              change(
                  "SameHead.with(request, body)",
                  "request.newBuilder().method(request.method(), body).build()"),
              change(
                  "      if (isAscii(value)) {\n"
                      + "        headers.add(name, value);\n"
                      + "      } else {\n"
                      + "        headers.addUnsafeNonAscii(name, value); // only who can add such a"
                      + " header has one\n"
                      + "      }\n",
                  "      headers.add(name, value);\n"),
              change(
                  "  private static boolean isAscii(String value) {\n"
                      + "    for (int i = 0; i < value.length(); i++) {\n"
                      + "      if (value.charAt(i) > '~') {\n"
                      + "        return false;\n"
                      + "      }\n"
                      + "    }\n"
                      + "    return true;\n"
                      + "  }\n\n",
                  "")));

  private DeriveSources() {}

  private static String[] change(String from, String to) {
    return new String[] {from, to};
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String name : DERIVED) {
      String source = Files.readString(Path.of(arguments[0], name + ".java"));
      for (String[] change : CHANGES.getOrDefault(name, List.of())) {
        if (!source.contains(change[0])) {
          throw new IllegalStateException(name + ".java has no longer: " + change[0]);
        }
        source = source.replace(change[0], change[1]);
      }
      sources.put(name + ".java", renamed(source));
    }
    Path target = Files.createDirectories(Path.of(arguments[1]));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = target.resolve(source.getKey());
      // Unchanged, it is left alone: what is compiled already stays.
      if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
        Files.writeString(file, source.getValue());
      }
    }
  }

  private static String renamed(String source) {
    return source
        .replace("dev.cordon.instrumentation.okhttp.", "dev.cordon.instrumentation.okhttp2.")
        .replace("dev.cordon.instrumentation.okhttp;", "dev.cordon.instrumentation.okhttp2;")
        .replace("okhttp3.", "com.squareup.okhttp.")
        .replace("RealCall.Application", "Call.Application")
        .replace("\"okhttp\"", "\"okhttp2\"");
  }
}
