package dev.cordon.instrumentation.jetty9;

import java.util.List;
import org.eclipse.jetty.client.HttpConversation;
import org.eclipse.jetty.client.HttpDestination;
import org.eclipse.jetty.client.HttpExchange;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.Response;

/**
 * Stands for a request that is sent nowhere yet, queued nowhere: tells the application's listeners
 * of a refusal, or that the request was given up. Thread-safe.
 */
final class StandIn extends HttpExchange {
  /**
   * Makes one, of which the request's conversation knows at once.
   *
   * @param destination where the request goes
   * @param request the request
   * @param listeners take the answer
   */
  StandIn(
      HttpDestination destination, HttpRequest request, List<Response.ResponseListener> listeners) {
    super(destination, request, listeners);
  }

  /**
   * Ends it. A conversation finds its exchange before it knows whom to tell, as the exchange is
   * made (Jetty 9.3 to 9.4): a time limit of Jetty 9.3 that ended just then was told to nobody.
   */
  @Override
  public boolean abort(Throwable failure) {
    HttpConversation conversation = getConversation();
    if (conversation.getResponseListeners() == null) {
      conversation.updateResponseListeners(null);
    }
    return super.abort(failure);
  }
}
