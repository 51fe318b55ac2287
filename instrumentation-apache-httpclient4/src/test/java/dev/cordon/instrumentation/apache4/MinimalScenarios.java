package dev.cordon.instrumentation.apache4;

import dev.cordon.instrumentation.testing.Ask;
import java.net.URI;
import org.apache.http.client.utils.URIUtils;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.reactor.IOReactorException;

/** The same of the client that follows nothing and adds little. */
public class MinimalScenarios extends AsyncScenarios {
  /** Such a client writes a request's line as it is. */
  @Override
  HttpAsyncRequestProducer producer(Ask ask) {
    URI uri = URI.create(ask.url());
    String line = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    BasicHttpEntityEnclosingRequest request =
        new BasicHttpEntityEnclosingRequest(ask.method(), line);
    ask.headers().forEach(header -> request.addHeader(header.getKey(), header.getValue()));
    request.setEntity(ContractScenarios.request(ask).getEntity());
    return HttpAsyncMethods.create(URIUtils.extractHost(uri), request);
  }

  @Override
  CloseableHttpAsyncClient client() {
    try {
      PoolingNHttpClientConnectionManager connections =
          new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor());
      connections.setDefaultMaxPerRoute(200);
      connections.setMaxTotal(200);
      return HttpAsyncClients.createMinimal(connections);
    } catch (IOReactorException e) {
      throw new IllegalStateException(e);
    }
  }
}
