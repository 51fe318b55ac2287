package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerReader;
import dev.cordon.instrumentation.ContentDecoding;
import dev.cordon.instrumentation.Cordon;
import java.io.InputStream;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

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

  /** The vendor's answer, its body led through the Exchange's transform. */
  static Response governed(Exchange exchange, Response response) {
    try {
      StreamTransform transform =
          exchange.answer(response.code(), new OkHttpHeaders(response.headers()));
      ResponseBody body = response.body();
      if (body == null || !mayHaveBody(response, body)) {
        transform.finish();
        return response;
      }
      return transformed(response, body, transform);
    } catch (Throwable fault) {
      Cordon.fault("okhttp answer", fault);
      return response; // as it came: tokens stay, nothing is lost
    }
  }

  private static Response transformed(
      Response response, ResponseBody body, StreamTransform transform) {
    String encoding = response.header("Content-Encoding");
    if (transform.isIdentity()) {
      return response.newBuilder().body(governedBody(body, null, transform)).build();
    }
    if (!ContentDecoding.isEncoded(encoding)) {
      encoding = null;
    } else if (!ContentDecoding.isKnown(encoding)) {
      transform.finish();
      return response; // nobody here can read it
    }
    Response.Builder builder =
        response
            .newBuilder()
            .removeHeader("Content-Length")
            .body(governedBody(body, encoding, transform));
    if (encoding != null) {
      builder.removeHeader("Content-Encoding");
    }
    return builder.build();
  }

  private static ResponseBody governedBody(
      ResponseBody body, @Nullable String encoding, StreamTransform transform) {
    long length = body.contentLength();
    InputStream in = body.byteStream();
    AnswerReader reader =
        encoding == null
            ? new AnswerReader(in, transform, length)
            : new AnswerReader(ContentDecoding.decode(encoding, in), transform, -1);
    return new GovernedBody(body, reader, transform.isIdentity() ? length : -1);
  }

  /** RFC 9110 6.4.1; 101 hands the connection over, its body is not ours to read. */
  private static boolean mayHaveBody(Response response, ResponseBody body) {
    int code = response.code();
    return code >= 200
        && code != 204
        && code != 304
        && !response.request().method().equals("HEAD")
        && body.contentLength() != 0;
  }
}
