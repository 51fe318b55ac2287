package dev.cordon.instrumentation.helidon;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Helidon's WebClient 4: where a request leaves the application's services, over
 * HTTP/1.1 and over HTTP/2. Requests of 3.x go through Netty.
 */
public final class HelidonWebClientInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.helidon.ProceedAdvice";
  private static final String HTTP1 = "io.helidon.webclient.http1.";
  private static final String HTTP2 = "io.helidon.webclient.http2.";

  /** Makes the description; it holds nothing. */
  public HelidonWebClientInstrumentation() {}

  @Override
  public String name() {
    return "helidon-webclient";
  }

  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("io.helidon.webclient."); // gRPC's too
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(HTTP1 + "Http1CallChainBase", HTTP2 + "Http2CallChainBase")
            .method(
                "proceed",
                "(Lio/helidon/webclient/api/WebClientServiceRequest;)"
                    + "Lio/helidon/webclient/api/WebClientServiceResponse;")
            .entry(ADVICE, "onProceed")
            .refusing("onFault"),
        redirects(HTTP1 + "Http1ClientRequestImpl"),
        redirects(HTTP2 + "Http2ClientRequestImpl"));
  }

  private static Hook redirects(String request) {
    return Hook.on(request)
        .constructor(
            "(L"
                + request.replace('.', '/')
                + ";Lio/helidon/http/Method;Lio/helidon/webclient/api/ClientUri;Ljava/util/Map;)V")
        .constructed(ADVICE, "onRedirect");
  }
}
