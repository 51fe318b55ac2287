package dev.cordon.benchmarks.calls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.client5.http.socket.PlainConnectionSocketFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What {@link OtherCall} measures, in other families of clients, all of them without a network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OtherClients {
  private static final String URL = "http://127.0.0.1:9/orders/17/lines";
  private static final String BODY = "{\"count\":3}";
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);

  private final MemorySockets sockets = new MemorySockets();
  private final CloseableHttpClient apache5 = apache5(sockets);
  private final org.apache.http.impl.client.CloseableHttpClient apache4 = apache4(sockets);
  private final EmbeddedChannel channel = new EmbeddedChannel(new HttpClientCodec());

  private static CloseableHttpClient apache5(MemorySockets sockets) {
    ConnectionSocketFactory plain =
        new PlainConnectionSocketFactory() {
          @Override
          public Socket createSocket(HttpContext context) {
            return sockets.createSocket();
          }
        };
    return HttpClients.custom()
        .setConnectionManager(
            new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create().register("http", plain).build()))
        .build();
  }

  private static org.apache.http.impl.client.CloseableHttpClient apache4(MemorySockets sockets) {
    org.apache.http.conn.socket.ConnectionSocketFactory plain =
        new org.apache.http.conn.socket.PlainConnectionSocketFactory() {
          @Override
          public Socket createSocket(org.apache.http.protocol.HttpContext context) {
            return sockets.createSocket();
          }
        };
    return org.apache.http.impl.client.HttpClients.custom()
        .setConnectionManager(
            new org.apache.http.impl.conn.PoolingHttpClientConnectionManager(
                org.apache.http.config.RegistryBuilder
                    .<org.apache.http.conn.socket.ConnectionSocketFactory>create()
                    .register("http", plain)
                    .build()))
        .build();
  }

  /**
   * Makes the call with Apache HttpClient 5.
   *
   * @return the status
   * @throws IOException never
   */
  @Benchmark
  public int apache5() throws IOException {
    HttpPost post = new HttpPost(URL);
    post.setEntity(new StringEntity(BODY, ContentType.APPLICATION_JSON));
    return apache5.execute(
        post,
        answer -> {
          EntityUtils.consume(answer.getEntity());
          return answer.getCode();
        });
  }

  /**
   * Makes the call with Apache HttpClient 4.
   *
   * @return the status
   * @throws IOException never
   */
  @Benchmark
  public int apache4() throws IOException {
    org.apache.http.client.methods.HttpPost post = new org.apache.http.client.methods.HttpPost(URL);
    post.setEntity(
        new org.apache.http.entity.StringEntity(
            BODY, org.apache.http.entity.ContentType.APPLICATION_JSON));
    try (org.apache.http.client.methods.CloseableHttpResponse answer = apache4.execute(post)) {
      org.apache.http.util.EntityUtils.consume(answer.getEntity());
      return answer.getStatusLine().getStatusCode();
    }
  }

  /**
   * Makes the call through Netty's codec, on which Reactor Netty, Vert.x and others lie.
   *
   * @return how many messages came back
   */
  @Benchmark
  public int netty() {
    ByteBuf body = Unpooled.copiedBuffer(BODY, StandardCharsets.UTF_8);
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/orders/17/lines", body);
    request.headers().set(HttpHeaderNames.HOST, "127.0.0.1:9");
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    channel.writeOutbound(request);
    for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      ReferenceCountUtil.release(sent);
    }
    channel.writeInbound(Unpooled.wrappedBuffer(ANSWER));
    int count = 0;
    for (Object came = channel.readInbound(); came != null; came = channel.readInbound()) {
      ReferenceCountUtil.release(came);
      count++;
    }
    return count;
  }
}
