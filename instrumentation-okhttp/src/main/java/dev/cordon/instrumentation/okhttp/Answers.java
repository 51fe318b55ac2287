package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Makes the answers that the application gets. */
final class Answers {
  private Answers() {}

  /** Policy's answer; the network is not touched. */
  @SuppressWarnings("deprecation") // the argument order that every version has
  static Response synthetic(Request request, SyntheticAnswer answer) {
    Response.Builder builder =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(answer.status())
            .message(answer.reason());
    MediaType type = null;
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      builder.addHeader(header.getKey(), header.getValue());
      if (header.getKey().equalsIgnoreCase("content-type")) {
        type = MediaType.parse(header.getValue());
      }
    }
    return builder.body(ResponseBody.create(type, answer.body())).build();
  }

  /** The vendor's answer, its body led through the engine. */
  static Response governed(Decision decision, Response response) {
    ResponseBody body = response.body();
    boolean mayHaveBody =
        body != null && body.contentLength() != 0 && !response.request().method().equals("HEAD");
    AnswerPlan plan =
        decision.answer(response.code(), OutgoingRequest.lines(response.headers()), mayHaveBody);
    if (body == null || plan.isUntouched()) {
      return response;
    }
    long length = plan.dropsLength() ? -1 : body.contentLength();
    Response.Builder builder =
        response.newBuilder().body(new GovernedBody(body, plan.pull(body.byteStream()), length));
    if (plan.dropsLength()) {
      builder.removeHeader("Content-Length").removeHeader("Content-Encoding");
    }
    return builder.build();
  }

  /** Shows the application its own request where ours was sent. */
  static Response asAsked(Response response, Request sent, Request asked) {
    try {
      Response.Builder builder =
          response
              .newBuilder()
              .request(
                  response.request() == sent ? asked : BytesBody.unwrapped(response.request()));
      Response network = response.networkResponse();
      Response prior = response.priorResponse();
      if (network != null) {
        builder.networkResponse(
            network.newBuilder().request(BytesBody.unwrapped(network.request())).build());
      }
      if (prior != null) {
        builder.priorResponse(asAsked(prior, sent, asked));
      }
      return builder.build();
    } catch (RuntimeException | LinkageError fault) {
      Cordon.fault("okhttp answer", fault);
      return response;
    }
  }
}
