package dev.cordon.instrumentation;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The governed call by itself, between a request and a plain connection. */
class PlainClientTest extends ClientContract {
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT && ability != Ability.ROUTED;
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    Outgoing outgoing = new Outgoing(ask);
    Call call = Call.of("plain", outgoing.head());
    if (call == null) {
      return reply(outgoing.open(ask.body(), ask.framing()), null);
    }
    Decision decision =
        ask.framing() == Framing.WHOLE
            ? call.whole(ask.body())
            : ask.framing() == Framing.CHUNKED ? collected(call, ask) : read(call, ask);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return new Reply(
          refusal.status(), refusal.headers()::get, new ByteArrayInputStream(refusal.body()));
    }
    try {
      decision.edit(outgoing);
    } catch (RuntimeException | Error fault) { // nothing was sent so far
      Cordon.fault("plain edit", fault);
      IOException kept = new IOException(Leaving.FAULT);
      decision.fail(kept);
      throw kept;
    }
    if (!Leaving.apply("plain", decision.exchange(), outgoing.head(), outgoing)) {
      IOException kept = new IOException(Leaving.FAULT);
      decision.fail(kept);
      throw kept;
    }
    byte[] body = decision.body() == null ? ask.body() : decision.body();
    return decision.send(() -> reply(outgoing.open(body, ask.framing()), decision));
  }

  private static Decision read(Call call, Ask ask) throws IOException {
    return call.read(
        target -> {
          for (byte b : ask.body()) {
            target.write(b);
          }
          target.close();
        },
        ask.body().length);
  }

  private static Decision collected(Call call, Ask ask) {
    BodyCollector collector = call.collect(-1);
    java.nio.ByteBuffer piece = java.nio.ByteBuffer.wrap(ask.body());
    while (piece.hasRemaining()) {
      java.nio.ByteBuffer next = piece.slice(piece.position(), Math.min(7, piece.remaining()));
      if (!collector.add(next)) {
        break;
      }
      piece.position(piece.position() + next.remaining());
    }
    return collector.decide();
  }

  private static Reply reply(HttpURLConnection connection, @Nullable Decision decision)
      throws IOException {
    int status = connection.getResponseCode();
    InputStream body = connection.getInputStream();
    if (decision == null) {
      return new Reply(status, connection::getHeaderField, body);
    }
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    connection
        .getHeaderFields()
        .forEach((name, values) -> values.forEach(v -> lines.add(Map.entry("" + name, "" + v))));
    AnswerPlan plan = decision.answer(status, new Lines(lines), true);
    return new Reply(
        status, connection::getHeaderField, plan.isUntouched() ? body : plan.pull(body));
  }

  private static final class Outgoing implements HeadEditor {
    private final Ask ask;
    private URI uri;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    Outgoing(Ask ask) {
      this.ask = ask;
      uri = URI.create(ask.url());
      headers.addAll(ask.headers());
      headers.add(Map.entry("Content-Type", ask.contentType()));
    }

    RequestHead head() {
      return new RequestHead(
          new Library("plain", null),
          ask.method(),
          "http",
          uri.getHost(),
          uri.getPort(),
          uri.getRawPath(),
          uri.getRawQuery(),
          new Lines(headers));
    }

    @Override
    public void query(@Nullable String encoded) {
      String bare = uri.toString().replaceAll("\\?.*", "");
      uri = URI.create(encoded == null ? bare : bare + "?" + encoded);
    }

    @Override
    public void header(String name, List<String> values) {
      headers.removeIf(line -> line.getKey().equalsIgnoreCase(name));
      values.forEach(value -> headers.add(Map.entry(name, value)));
    }

    HttpURLConnection open(byte[] body, Framing framing) throws IOException {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestMethod(ask.method());
      connection.setDoOutput(true);
      headers.forEach(line -> connection.addRequestProperty(line.getKey(), line.getValue()));
      if (framing == Framing.CHUNKED) {
        connection.setChunkedStreamingMode(0);
      } else {
        connection.setFixedLengthStreamingMode(body.length);
      }
      connection.getOutputStream().write(body);
      connection.getOutputStream().close();
      return connection;
    }
  }

  private static final class Lines implements HeaderSource {
    private final List<Map.Entry<String, String>> lines;

    Lines(List<Map.Entry<String, String>> lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable String first(String name) {
      return lines.stream()
          .filter(line -> line.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      lines.forEach(line -> consumer.accept(line.getKey(), line.getValue()));
    }
  }
}
