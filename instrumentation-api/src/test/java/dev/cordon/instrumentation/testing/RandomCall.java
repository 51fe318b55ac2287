package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.testing.Ask.Framing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One call made by chance, and the model that answers it: a prompt with values in it, written and
 * sent in one of the ways that are legal, and an answer that repeats the prompt, written and cut in
 * one of the ways that are legal. The same seed makes the same call.
 */
final class RandomCall {
  private static final String[] WORDS = {
    "please",
    "write",
    "to",
    "about",
    "the",
    "order",
    "1742",
    "æøå",
    "漢字",
    "\uD83C\uDF08",
    "\"quoted\"",
    "back\\slash",
    "line\nbreak",
    "tab\t",
    "a/b",
    "{\"k\":1}",
    "<b>",
    "50%",
    "ok.",
    "(see",
    "below)"
  };

  private final Random random;
  private final List<String> values = new ArrayList<>();
  private final String text;
  private boolean redirected;
  private boolean first = true;

  RandomCall(long seed, boolean mayBeRedirected) {
    random = new Random(seed);
    text = text();
    redirected = mayBeRedirected && one(4);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private String value() {
    String value;
    if (one(3)) {
      String account = String.format(Locale.ROOT, "37040044%010d", random.nextInt(1_000_000_000));
      long rest = 0;
      for (char digit : (account + "131400").toCharArray()) {
        rest = (rest * 10 + digit - '0') % 97;
      }
      value = String.format(Locale.ROOT, "DE%02d%s", 98 - rest, account);
    } else {
      value = "guest" + random.nextInt(1_000_000) + "@nordwind-reisen.de";
    }
    values.add(value);
    return value;
  }

  private String text() {
    StringBuilder made = new StringBuilder("So: ");
    for (int i = one(10) ? 2_000 : 1 + random.nextInt(30); i >= 0; i--) {
      boolean here = (values.isEmpty() && i == 0) || (values.size() < 8 && one(10));
      made.append(here ? "mail " + value() : WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return made.append("end").toString();
  }

  /**
   * Makes the request.
   *
   * @param url without a query
   * @param framings how this client gives bodies
   */
  Ask ask(String url, List<Framing> framings) {
    StringBuilder json = new StringBuilder("{\"model\":\"m\",");
    if (one(2)) {
      json.append("\"metadata\":{\"owner\":").append(string(value())).append("},");
    }
    json.append("\"messages\":[");
    if (one(2)) {
      json.append("{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"text\":\"")
          .append(escaped("{\"to\":\"" + value() + "\"}"))
          .append("\"},");
    }
    json.append(space())
        .append("{\"role\":\"user\",\"content\":")
        .append(string(text))
        .append("}]}");
    String query = one(3) ? "?note=" + value().replace("@", one(2) ? "%40" : "@") : "";
    byte[] body = json.toString().getBytes(UTF_8);
    boolean gzip = one(4);
    Framing framing = framings.get(random.nextInt(framings.size()));
    redirected &= framing == Framing.WHOLE; // the others can't be sent twice
    Ask ask =
        new Ask(
            "POST",
            url + query,
            List.of(),
            one(2) ? "application/json" : "application/json; charset=utf-8",
            gzip ? gzip(body) : body,
            framing);
    if (gzip) {
      ask = ask.with("Content-Encoding", "gzip");
    }
    return one(3) ? ask.with("X-Note", "from " + value()) : ask;
  }

  private String space() {
    return one(2) ? "" : one(2) ? " " : "\n\t";
  }

  private String string(String value) {
    return space() + '"' + escaped(value) + '"' + space();
  }

  private String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c == '\n') {
        escaped.append("\\n");
      } else if (c < ' ' || one(40) || Character.isSurrogate(c)) {
        escaped.append(String.format(Locale.ROOT, one(2) ? "\\u%04x" : "\\u%04X", (int) c));
      } else if (c == '/' && one(2)) {
        escaped.append("\\/");
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Answers as a model does that repeats the prompt. */
  void answer(String request, OutputStream out, boolean coded) throws IOException {
    if (redirected && first) {
      first = false;
      String where = request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP"));
      write(out, "HTTP/1.1 307 Elsewhere\r\nLocation: " + where + "\r\nContent-Length: 0\r\n");
      write(out, "Connection: close\r\n\r\n");
      return;
    }
    String said = content(body(request));
    boolean stream = one(2);
    byte[] answer = (stream ? events(said) : completion(said)).getBytes(UTF_8);
    boolean gzip = coded && one(3);
    byte[] sent = gzip ? gzip(answer) : answer;
    write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ");
    write(out, stream ? "text/event-stream\r\n" : "application/json\r\n");
    if (gzip) {
      write(out, "Content-Encoding: gzip\r\n");
    }
    boolean chunked = one(2);
    write(out, chunked ? "Transfer-Encoding: chunked\r\n" : one(2) ? length(sent) : "");
    write(out, "\r\n");
    for (int at = 0, next; at < sent.length; at = next) {
      next = Math.min(sent.length, at + 1 + random.nextInt(1 + Math.max(3, sent.length / 3)));
      write(out, chunked ? Integer.toHexString(next - at) + "\r\n" : "");
      out.write(sent, at, next - at);
      write(out, chunked ? "\r\n" : "");
      out.flush();
    }
    write(out, chunked ? "0\r\n\r\n" : "");
  }

  private static String length(byte[] sent) {
    return "Content-Length: " + sent.length + "\r\n";
  }

  private String completion(String said) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":"
        + string(said)
        + "}}]}";
  }

  private String events(String said) {
    StringBuilder events = new StringBuilder();
    for (int at = 0, next; at < said.length(); at = next) {
      next = Math.min(said.length(), at + 1 + random.nextInt(1 + Math.max(3, said.length() / 4)));
      if (next < said.length() && Character.isLowSurrogate(said.charAt(next))) {
        next++;
      }
      events
          .append("data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
          .append(escaped(said.substring(at, next)))
          .append("\"}}]}\n\n");
    }
    return events.append("data: [DONE]\n\n").toString();
  }

  /** Tells what is wrong with a request that left; empty when nothing is. */
  String leaks(String request) throws IOException {
    String body = body(request);
    String head = URLDecoder.decode(request.substring(0, request.indexOf("\r\n\r\n")), UTF_8);
    String seen = head + '\n' + unescaped(body, 0, body.length());
    StringBuilder leaks = new StringBuilder();
    for (String value : values) {
      if (seen.contains(value)) {
        leaks.append(value).append(" left; ");
      }
    }
    return leaks.toString();
  }

  /** Tells what is wrong with the answer that the application got; empty when nothing is. */
  String wrong(byte[] answer) {
    String whole = new String(answer, UTF_8);
    String got = content(whole);
    return got.equals(text) ? "" : "sent: " + text + "\ngot:  " + got + "\nin:   " + whole;
  }

  private static String body(String request) throws IOException {
    int end = request.indexOf("\r\n\r\n");
    byte[] body = request.substring(end + 4).getBytes(ISO_8859_1);
    if (request.substring(0, end).toLowerCase(Locale.ROOT).contains("content-encoding: gzip")) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new String(body, UTF_8);
  }

  /** Joins all strings that are called content. */
  private static String content(String json) {
    StringBuilder content = new StringBuilder();
    String name = "\"content\":";
    for (int at = json.indexOf(name); at >= 0; at = json.indexOf(name, at)) {
      int start = json.indexOf('"', at + name.length()) + 1;
      int end = start;
      while (json.charAt(end) != '"') {
        end += json.charAt(end) == '\\' ? 2 : 1;
      }
      content.append(unescaped(json, start, end));
      at = end;
    }
    return content.toString();
  }

  private static String unescaped(String json, int start, int end) {
    StringBuilder plain = new StringBuilder();
    for (int i = start; i < end; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char escape = json.charAt(++i);
      int known = "nrtbf".indexOf(escape);
      if (escape == 'u') {
        plain.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        plain.append(known < 0 ? escape : "\n\r\t\b\f".charAt(known));
      }
    }
    return plain.toString();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
  }
}
