package dev.cordon.instrumentation.urlconnection;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import dev.cordon.instrumentation.testing.WovenPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** What every client keeps, kept by the JDK's HttpURLConnection. */
class ContractTest extends ClientContract {
  @BeforeAll
  static void weave() throws Exception {
    WovenPlatform.weave(new UrlConnectionInstrumentation());
  }

  /** The thread that waits for an answer is woken by disconnecting. */
  @Override
  protected Runnable begin(Ask ask) throws IOException {
    HttpURLConnection connection = written(ask);
    Thread thread = new Thread(() -> answerOrFail(connection), "given-up");
    thread.setDaemon(true);
    thread.start();
    return connection::disconnect;
  }

  private static void answerOrFail(HttpURLConnection connection) {
    try {
      connection.getInputStream().close();
    } catch (IOException givenUp) {
      // as the application asked
    }
  }

  @Override
  protected Reply send(Ask ask) throws IOException {
    HttpURLConnection connection = written(ask);
    int status = connection.getResponseCode();
    return new Reply(status, connection::getHeaderField, body(connection, status));
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return body == null ? InputStream.nullInputStream() : body;
  }

  @Override
  protected List<String> publicState(Ask ask) throws IOException {
    Getters getters = new Getters(ContractTest::withoutItsClass);
    HttpURLConnection connection = opened(ask);
    getters // others read the answer, and nothing can be written any more
        .say(connection.getURL() + " " + connection.getRequestMethod())
        .say(connection.getRequestProperties().toString());
    write(connection, ask);
    getters.ask("connection that was written", HttpURLConnection.class, connection);
    return getters.lines();
  }

  /** An answer's stream is of a class of the JDK's insides. */
  private static @Nullable String withoutItsClass(Object value) {
    return value instanceof InputStream || value instanceof OutputStream ? "stream" : null;
  }

  private static HttpURLConnection written(Ask ask) throws IOException {
    HttpURLConnection connection = opened(ask);
    write(connection, ask);
    return connection;
  }

  private static HttpURLConnection opened(Ask ask) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(ask.url()).openConnection();
    connection.setRequestMethod(ask.method());
    connection.setRequestProperty("Content-Type", ask.contentType());
    ask.headers().forEach(line -> connection.addRequestProperty(line.getKey(), line.getValue()));
    connection.setDoOutput(true);
    switch (ask.framing()) {
      case CHUNKED:
        connection.setChunkedStreamingMode(0);
        break;
      case ONE_SHOT:
        connection.setFixedLengthStreamingMode(ask.body().length);
        break;
      default: // the JDK keeps it and sends it with its length
    }
    return connection;
  }

  private static void write(HttpURLConnection connection, Ask ask) throws IOException {
    try (OutputStream out = connection.getOutputStream()) {
      out.write(ask.body());
    }
  }
}
