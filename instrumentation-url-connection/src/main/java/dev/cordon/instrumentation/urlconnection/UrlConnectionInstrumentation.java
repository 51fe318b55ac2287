package dev.cordon.instrumentation.urlconnection;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * The hooks of the JDK's {@code HttpURLConnection}. The one for https is a shell around another
 * subclass of the same class, so both pass here.
 */
public final class UrlConnectionInstrumentation implements Instrumentation {
  private static final String CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";
  private static final String CLIENT = "sun.net.www.http.HttpClient";
  private static final String ADVICE = "dev.cordon.instrumentation.urlconnection.ConnectionAdvice";
  private static final String CLIENT_ADVICE =
      "dev.cordon.instrumentation.urlconnection.ClientAdvice";

  /** Makes the description; it holds nothing. */
  public UrlConnectionInstrumentation() {}

  @Override
  public String name() {
    return "url-connection";
  }

  @Override
  public List<String> connectors() {
    return Arrays.asList("sun.net.www.http.", "sun.net.www.protocol.http");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CONNECTION)
            .method("getOutputStream", "()Ljava/io/OutputStream;")
            .entry(ADVICE, "onOutput")
            .refusing("onOutputFault"),
        Hook.on(CONNECTION)
            .method("getInputStream", "()Ljava/io/InputStream;")
            .entry(ADVICE, "onInput"),
        Hook.on(CONNECTION)
            .method("getInputStream", "()Ljava/io/InputStream;")
            .exit(ADVICE, "onAnswer"),
        Hook.on(CONNECTION).method("plainConnect", "()V").entry(ADVICE, "onConnect").optional(),
        Hook.on(CONNECTION).method("followRedirect", "()Z").entry(ADVICE, "onRedirect").optional(),
        Hook.on(CONNECTION).method("followRedirect", "()Z").exit(ADVICE, "onRedirected").optional(),
        Hook.on(CONNECTION).method("writeRequests", "()V").entry(ADVICE, "onWrite"),
        Hook.on(CONNECTION).method("writeRequests", "()V").exit(ADVICE, "onWritten"),
        Hook.on(CLIENT)
            .method(
                "writeRequests",
                "(Lsun/net/www/MessageHeader;Lsun/net/www/http/PosterOutputStream;Z)V")
            .arguments(CLIENT_ADVICE, "onSend")
            .refusing("onFault"));
  }
}
