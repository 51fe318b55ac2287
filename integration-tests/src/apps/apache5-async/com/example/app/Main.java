package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;

/** An application that speaks to vendors with the asynchronous Apache HttpClient 5. */
public final class Main {
  private static final CloseableHttpAsyncClient CLIENT = HttpAsyncClients.createDefault();

  private Main() {}

  public static void main(String[] args) throws Exception {
    CLIENT.start();
    new Runner()
        .add("post", a -> post(a[0], a[1]))
        .add("chunked", a -> chunked(a[0], a[1]))
        .serveAndExit();
  }

  /** Returns status, content type and text, each on its line. */
  private static String post(String url, String body) throws Exception {
    SimpleHttpRequest request = new SimpleHttpRequest("POST", URI.create(url));
    request.setBody(body, ContentType.APPLICATION_JSON);
    SimpleHttpResponse response = CLIENT.execute(request, null).get(30, TimeUnit.SECONDS);
    return response.getCode()
        + "\n"
        + response.getFirstHeader("Content-Type").getValue()
        + "\n"
        + response.getBodyText();
  }

  /** A body that another thread writes, an answer that is read as it comes. */
  private static String chunked(String url, String body) throws Exception {
    return CLIENT
        .execute(
            AsyncRequestBuilder.post(url)
                .setEntity(
                    new AbstractClassicEntityProducer(
                        256, ContentType.APPLICATION_JSON, Executors.newSingleThreadExecutor()) {
                      @Override
                      protected void produceData(ContentType type, OutputStream out)
                          throws IOException {
                        out.write(body.getBytes(StandardCharsets.UTF_8));
                        out.close();
                      }
                    })
                .build(),
            new Text(),
            null)
        .get(30, TimeUnit.SECONDS);
  }

  /** Bytes: the library's own reader of characters fails in 5.0 where one of them is cut. */
  private static final class Text extends AbstractBinResponseConsumer<String> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String head;

    @Override
    protected void start(HttpResponse response, ContentType type) {
      head = response.getCode() + "\n" + type + "\n";
    }

    @Override
    protected int capacityIncrement() {
      return 256;
    }

    @Override
    protected void data(ByteBuffer source, boolean isLast) {
      byte[] piece = new byte[source.remaining()];
      source.get(piece);
      bytes.write(piece, 0, piece.length);
    }

    @Override
    protected String buildResult() {
      return head + new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public void releaseResources() {}
  }
}
