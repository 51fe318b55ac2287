package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.call.Engine;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of a form as an instrumentation makes them, with any ending. */
final class FormCall {
  private static final Pattern TOKEN = Pattern.compile("EMAIL_[A-Z0-9]+");

  /** What may become of a call. */
  enum Ending {
    /** The answer of the form. */
    ANSWERED,
    /** An error of status 400 that repeats the request as it was sent. */
    ECHOED_400,
    /** The same of status 500, with the form's answer behind it. */
    ECHOED_500,
    /** The request is cut off in the middle. */
    CUT_REQUEST,
    /** The request is no UTF-8 at places. */
    NOT_UTF8,
    /** The answer is cut off, and the connection fails. */
    CUT_ANSWER,
    /** No answer comes, and the failure says what was asked. */
    TIMED_OUT
  }

  private final Form form;
  private final UnaryOperator<String> change;
  private final Map<String, String> strays;
  private final String query;

  /**
   * Prepares calls.
   *
   * @param change what becomes of request and answer
   * @param strays further headers; the query is made of them too
   */
  FormCall(Form form, UnaryOperator<String> change, Map<String, String> strays) {
    this.form = form;
    this.change = change;
    this.strays = strays;
    StringBuilder parameters = new StringBuilder();
    strays.forEach((name, value) -> parameters.append(name).append('=').append(value).append('&'));
    this.query = parameters.toString();
  }

  static void plain(Form form, Engine engine) {
    new FormCall(form, UnaryOperator.identity(), Map.of()).make(engine, Ending.ANSWERED);
  }

  /** Makes the call; returns what the application gets that is of our own making, if anything. */
  String make(Engine engine, Ending ending) {
    Map<String, String> headers = new HashMap<>(strays);
    if (!form.request().isEmpty()) {
      headers.put("content-type", form.requestType());
    }
    Exchange exchange =
        engine.open(
            new RequestHead(
                new Library("test", null),
                form.method(),
                "https",
                form.host(),
                form.port(),
                form.path(),
                query.isEmpty() ? null : query,
                new Headers(headers)));
    if (exchange == null) {
      throw new AssertionError(form.name() + " is no AI call");
    }
    if (form.status() == 101) {
      return socket(exchange, ending);
    }
    Verdict verdict = exchange.judge(body(ending));
    if (verdict.refusal() != null) {
      return exchange.refusal()
          + verdict.refusal().headers()
          + new String(verdict.refusal().body(), UTF_8);
    }
    answer(exchange, new String(verdict.body(), UTF_8), ending);
    return "";
  }

  private byte[] body(Ending ending) {
    String body = change.apply(form.request());
    if (form.requestType().startsWith("multipart/")) {
      body = body.replace("\n.\n", "\n\n").replace("\n", "\r\n") + "\r\n";
    }
    byte[] bytes = body.getBytes(UTF_8);
    if (ending == Ending.CUT_REQUEST) {
      return Arrays.copyOf(bytes, bytes.length * 2 / 3);
    }
    if (ending == Ending.NOT_UTF8) {
      return body.replaceAll("([a-z]) \"", "$1\u00ff\"").getBytes(ISO_8859_1);
    }
    return bytes;
  }

  private void answer(Exchange exchange, String sent, Ending ending) {
    if (ending == Ending.TIMED_OUT) {
      exchange.fail(new SocketTimeoutException("no answer to " + change.apply("{\"a\": \"\"}")));
      return;
    }
    byte[] bytes = bytes(token(sent));
    int status = form.status();
    String type = form.contentType();
    if (ending == Ending.ECHOED_400 || ending == Ending.ECHOED_500) {
      status = ending == Ending.ECHOED_400 ? 400 : 500;
      type = "application/json";
      String text = sent + (status == 500 ? new String(bytes, ISO_8859_1) : "");
      String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\r\n]", " ");
      bytes =
          change
              .apply("{\"error\": {\"message\": \"\", \"type\": \"\", \"code\": \"\"}}")
              .replace("\"message\": \"", "\"message\": \"no " + quoted)
              .getBytes(UTF_8);
    }
    StreamTransform transform = exchange.answer(status, new Headers(Map.of("content-type", type)));
    int half = bytes.length / 2; // whatever is there is cut in two
    transform.transform(ByteBuffer.wrap(bytes, 0, half).slice());
    if (ending == Ending.CUT_ANSWER) {
      exchange.fail(new java.io.IOException(change.apply("{\"a\": \"\"}")));
      return;
    }
    transform.transform(ByteBuffer.wrap(bytes, half, bytes.length - half).slice());
    transform.finish();
  }

  private String socket(Exchange exchange, Ending ending) {
    Verdict opened = exchange.judgeSocket();
    if (opened.refusal() != null) {
      return new String(opened.refusal().body(), UTF_8);
    }
    SocketTransform socket = exchange.socket();
    StringBuilder sent = new StringBuilder();
    for (String frame : new String(body(ending), UTF_8).split("\n")) {
      Verdict verdict = socket.send(frame.getBytes(UTF_8));
      if (verdict.refusal() != null) {
        socket.close(null);
        return exchange.refusal() + new String(verdict.refusal().body(), UTF_8);
      }
      sent.append(new String(verdict.body(), UTF_8)).append('\n');
    }
    for (String frame : new String(bytes(token(sent.toString())), UTF_8).split("\n")) {
      socket.receive(frame.getBytes(UTF_8));
    }
    boolean fails = ending == Ending.CUT_ANSWER || ending == Ending.TIMED_OUT;
    socket.close(fails ? new java.io.IOException(change.apply("{\"a\": \"\"}")) : null);
    return "";
  }

  /** What stands for the value in what went to the vendor. */
  private static String token(String sent) {
    Matcher token = TOKEN.matcher(sent);
    return token.find() ? token.group() : "nobody";
  }

  private byte[] bytes(String token) {
    String cut = "{{EMAIL}}";
    String text = change.apply(form.answer()).replace(cut, token);
    for (int i = 2; i < cut.length(); i++) { // the token may be cut at any place
      if (text.contains(cut.substring(0, i) + "\"") && !text.contains(cut)) {
        int at = Math.min(i, token.length() - 1);
        text = text.replace(cut.substring(0, i) + "\"", token.substring(0, at) + "\"");
        text = text.replace("\"" + cut.substring(i), "\"" + token.substring(at));
      }
    }
    if (!form.contentType().equals("application/vnd.amazon.eventstream")) {
      return text.replace("\n.\n", "\n\n").replaceAll("\n\\.$", "\n\n").getBytes(UTF_8);
    }
    return AwsFrames.of(text);
  }

  private record Headers(Map<String, String> fields) implements HeaderSource {
    @Override
    public String first(String name) {
      return fields.get(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      fields.forEach(consumer);
    }
  }
}
