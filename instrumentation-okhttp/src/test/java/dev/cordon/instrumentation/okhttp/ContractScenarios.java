package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.Reply;
import java.io.IOException;
import java.util.List;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** What every client keeps, kept by OkHttp. Run by {@link EveryVersionTest}. */
public class ContractScenarios extends ClientContract {
  private final OkHttpClient client = new OkHttpClient();

  @Override
  protected int retried() {
    try {
      Response.class.getMethod("close");
      return 408;
    } catch (NoSuchMethodException before33) {
      return 0;
    }
  }

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
          public void onFailure(Call failed, IOException failure) {}

          @Override
          public void onResponse(Call answered, Response response) {
            response.body().close();
          }
        });
    return call::cancel;
  }

  @Override
  protected @Nullable Reply sendOverHttp2(Ask ask) throws IOException {
    Protocol http2;
    try {
      http2 = Protocol.valueOf("H2_PRIOR_KNOWLEDGE");
    } catch (IllegalArgumentException before311) {
      return null;
    }
    OkHttpClient fresh = client.newBuilder().protocols(List.of(http2)).build();
    return reply(fresh.newCall(request(ask)).execute());
  }

  @Override
  protected List<String> publicState(Ask ask) throws IOException {
    Getters getters = new Getters(PublicState::bodies);
    Call call = client.newCall(request(ask));
    getters.ask("call", Call.class, call);
    Response response = call.execute();
    return getters
        .ask("response", Response.class, response)
        .say(response.body().string())
        .ask("call made", Call.class, call)
        .ask("client", OkHttpClient.class, client)
        .lines();
  }

  private static Request request(Ask ask) {
    Request.Builder request =
        new Request.Builder().url(ask.url()).method(ask.method(), new Body(ask));
    ask.headers().forEach(line -> request.addHeader(line.getKey(), line.getValue()));
    return request.build();
  }

  private static Reply reply(Response response) {
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
