package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.testing.Ask;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** The same of the clients without a chain. */
public class MinimalScenarios extends AsyncScenarios {
  @Override
  CloseableHttpAsyncClient client() {
    return HttpAsyncClients.createMinimal();
  }

  @Override
  protected boolean can(Ability ability) {
    return super.can(ability) && ability != Ability.REDIRECT && ability != Ability.ROUTED;
  }

  @Override
  protected Runnable begin(Ask ask) {
    return null; // cancelling gives up the connection that isn't there yet, and nothing later
  }

  /** Such a client sends the application's own request, and writes the body's length into it. */
  @Override
  @Nullable String mayDiffer(Object value) {
    return value instanceof Header && ((Header) value).getName().equals("Content-Length")
        ? "length"
        : null;
  }

  @Override
  protected int retried() {
    return 0;
  }

  @Override
  CloseableHttpAsyncClient http2Client() {
    return HttpAsyncClients.createHttp2Minimal();
  }
}
