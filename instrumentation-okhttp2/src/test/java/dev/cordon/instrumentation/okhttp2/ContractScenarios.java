package dev.cordon.instrumentation.okhttp2;

import com.squareup.okhttp.Call;
import com.squareup.okhttp.Callback;
import com.squareup.okhttp.MediaType;
import com.squareup.okhttp.OkHttpClient;
import com.squareup.okhttp.Request;
import com.squareup.okhttp.RequestBody;
import com.squareup.okhttp.Response;
import com.squareup.okhttp.ResponseBody;
import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.IOException;
import java.util.List;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** What every client keeps, kept by OkHttp. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  private final OkHttpClient client = new OkHttpClient();

  @Override
  protected Reply send(Ask ask) throws IOException {
    return reply(client.newCall(request(ask)).execute());
  }

  @Override
  protected Runnable begin(Ask ask) {
    Call call = client.newCall(request(ask));
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Request failed, IOException failure) {}

          @Override
          public void onResponse(Response response) throws IOException {
            response.body().close();
          }
        });
    return call::cancel;
  }

  @Override
  protected List<String> publicState(Ask ask) throws IOException {
    Getters getters = new Getters(ContractScenarios::mayDiffer);
    Response response = client.newCall(request(ask)).execute();
    return getters
        .ask("response", Response.class, response)
        .say(response.body().string())
        .ask("client", OkHttpClient.class, client)
        .lines();
  }

  private static @Nullable String mayDiffer(Object value) {
    return value instanceof ResponseBody ? "body" : null;
  }

  private static Request request(Ask ask) {
    Request.Builder request =
        new Request.Builder().url(ask.url()).method(ask.method(), new Body(ask));
    ask.headers().forEach(line -> request.addHeader(line.getKey(), line.getValue()));
    return request.build();
  }

  private static Reply reply(Response response) throws IOException {
    return new Reply(response.code(), response::header, response.body().byteStream());
  }

  private static final class Body extends RequestBody {
    private final Ask ask;
    private boolean written;

    Body(Ask ask) {
      this.ask = ask;
    }

    @Override
    public MediaType contentType() {
      return MediaType.parse(ask.contentType());
    }

    @Override
    public long contentLength() {
      return ask.framing() == Framing.CHUNKED ? -1 : ask.body().length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (written && ask.framing() == Framing.ONE_SHOT) {
        throw new IOException("written twice");
      }
      written = true;
      sink.write(ask.body());
    }
  }
}
