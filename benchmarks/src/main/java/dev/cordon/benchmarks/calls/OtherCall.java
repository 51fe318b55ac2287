package dev.cordon.benchmarks.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call to a URL that is none of ours. Run with and without {@code -javaagent}; the difference is
 * what an application pays for calls that are not AI calls. OkHttp talks to a socket in memory, so
 * that the network's noise does not hide a microsecond; the JDK's clients need a real one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OtherCall {
  private final OkHttpClient okhttp =
      new OkHttpClient.Builder().socketFactory(new MemorySockets()).build();
  private final Request order =
      new Request.Builder()
          .url("http://127.0.0.1:9/orders/17/lines")
          .post(RequestBody.create("{\"count\":3}", MediaType.get("application/json")))
          .build();

  /**
   * Makes the call.
   *
   * @return the status
   * @throws IOException never
   */
  @Benchmark
  public int okhttp() throws IOException {
    try (Response response = okhttp.newCall(order).execute()) {
      return response.code();
    }
  }

  /** The JDK's clients against a real server. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls start() first.
  public static class Jdk {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process server;
    private HttpRequest order;
    private URL url;

    /** Starts the server. */
    @Setup
    public void start() throws IOException {
      server =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-cp",
                  System.getProperty("java.class.path"),
                  EchoServer.class.getName())
              .start();
      String port = server.inputReader().readLine();
      URI orders = URI.create("http://127.0.0.1:" + port + "/orders/17/lines");
      url = orders.toURL();
      order =
          HttpRequest.newBuilder(orders)
              .POST(HttpRequest.BodyPublishers.ofString("{\"count\":3}"))
              .build();
    }

    /** Ends the server. */
    @TearDown
    public void stop() {
      server.destroy();
    }
  }

  /**
   * Makes the call.
   *
   * @param jdk the client
   * @return the status
   * @throws Exception never
   */
  @Benchmark
  public int jdk(Jdk jdk) throws Exception {
    return jdk.client.send(jdk.order, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /**
   * Makes the call with the JDK's old client.
   *
   * @param jdk has the address
   * @return the status
   * @throws IOException never
   */
  @Benchmark
  public int urlConnection(Jdk jdk) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) jdk.url.openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write("{\"count\":3}".getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return connection.getResponseCode();
  }
}
