package dev.cordon.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.instrumentation.testing.Http2Server;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SecureCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls as they go to vendors: HTTP/2, agreed upon in the handshake of TLS (RFC 7301). */
class SecureHttp2IT {
  private static Path folder;
  private static Path trusted;

  @BeforeAll
  static void makeCertificate() throws Exception {
    folder = Places.scratch("secure-http2");
    Path server = SecureCollector.certificate(folder, "localhost");
    trusted = SecureCollector.trust(server, folder.resolve("trusted.p12"));
  }

  static Stream<Arguments> clients() {
    return Stream.of(
            scenario(Matrix.okHttp(), "okhttp", "post"),
            scenario(Matrix.javaHttp(), "javahttp", "ofString"),
            newest(scenario(Matrix.nonBlocking(), "apache5-async", "post")),
            scenario(Matrix.nonBlocking(), "reactor", "secure"),
            scenario(Matrix.nonBlocking(), "vertx", "secure"),
            scenario(Matrix.nonBlocking(), "armeria", "post"))
        .flatMap(cells -> cells);
  }

  private static Stream<Arguments> scenario(Stream<Matrix> cells, String program, String scenario) {
    return cells
        .filter(cell -> cell.program().equals(program))
        .map(cell -> Arguments.of(cell, scenario));
  }

  /** Apache's 5.0 agrees upon HTTP/2 on Java 17 and then speaks HTTP/1.1, without us, too. */
  private static Stream<Arguments> newest(Stream<Arguments> cells) {
    return cells.reduce((one, next) -> next).stream();
  }

  private static Http2Server vendor() throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(SecureCollector.tls(folder.resolve("localhost.p12")));
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    return new Http2Server(
        "application/json",
        request -> List.of(echo(request)),
        new SslConnectionFactory(tls, "alpn"),
        new ALPNServerConnectionFactory("h2", "http/1.1"),
        new HTTP2ServerConnectionFactory(configuration),
        new HttpConnectionFactory(configuration));
  }

  /** Answers as a model would that repeats what it was asked; a character a byte. */
  private static String echo(String request) {
    try {
      JsonNode asked = new ObjectMapper().readTree(request.getBytes(ISO_8859_1));
      String answer =
          "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
              + "{\"role\":\"assistant\",\"content\":"
              + Bodies.text(asked.at("/messages/0/content").asText())
              + "}}]}";
      return new String(answer.getBytes(UTF_8), ISO_8859_1);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static Lab lab(Matrix cell) {
    return Lab.of(
        cell,
        app ->
            app.policy(Policies.of("redact:", "  crypto_address: block"))
                .jvm(
                    "-Djavax.net.ssl.trustStore=" + trusted,
                    "-Djavax.net.ssl.trustStorePassword=changeit"));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("clients")
  void aCallIsGoverned(Matrix cell, String scenario) throws Exception {
    try (Http2Server vendor = vendor();
        Lab lab = lab(cell)) {
      String url =
          vendor.url("/v1/chat/completions").replace("http://127.0.0.1", "https://localhost");
      String restored = lab.call(scenario, url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(restored.startsWith("200\napplication/json"), restored);
      assertTrue(restored.contains(Sample.PERSONAL_PROMPT), restored);
      String harmless = Bodies.chat(Sample.HARMLESS);
      assertTrue(lab.call(scenario, url, harmless).value().startsWith("200\n"));
      String wallet = "send it to the bitcoin wallet 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 today";
      String refused = lab.call(scenario, url, Bodies.chat(wallet)).value();
      assertTrue(refused.startsWith("403\napplication/json"), refused);
      assertEquals(2, vendor.requests().size());
      for (String request : vendor.requests()) {
        assertTrue(request.startsWith("POST /v1/chat/completions HTTP/2.0\r\n"), request);
        Leaks.assertNone("what the vendor saw", request.getBytes(ISO_8859_1), Sample.ALL);
      }
      String kept = vendor.requests().get(1);
      assertTrue(kept.endsWith(new String(harmless.getBytes(UTF_8), ISO_8859_1)), kept);
      lab.end();
    }
  }
}
