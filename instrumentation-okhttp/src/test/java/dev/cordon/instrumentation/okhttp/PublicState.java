package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static dev.cordon.instrumentation.okhttp.Scene.json;

import dev.cordon.instrumentation.testing.Getters;
import dev.cordon.instrumentation.testing.RawServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * All that an application can ask OkHttp for: every public getter of a client, of its copies, and
 * of what one call shows. The same text must come out with our hooks and without.
 */
public final class PublicState implements Callable<String> {
  private final Getters getters = new Getters(PublicState::bodies);

  @Override
  public String call() throws Exception {
    try (Scene scene = new Scene()) {
      scene.server.script(RawServer.ok("text/plain", "hello"));
      ask("new", OkHttpClient.class, new OkHttpClient());
      OkHttpClient client = client();
      ask("client", OkHttpClient.class, client);
      ask("copy", OkHttpClient.class, client.newBuilder().build());
      ask(
          "copy's copy",
          OkHttpClient.class,
          client.newBuilder().addInterceptor(this::passes).build());
      ask("builder", OkHttpClient.Builder.class, client.newBuilder());
      for (String path : new String[] {CHAT, "/orders"}) {
        Call call = client.newCall(scene.request(path).post(json("x")).build());
        ask("call", Call.class, call);
        Response response = call.execute();
        ask("response", Response.class, response);
        ask("network response", Response.class, response.networkResponse());
        getters.say(response.body().string());
        ask("call made", Call.class, call);
        ask("client afterwards", OkHttpClient.class, client);
      }
      return String.join("\n", getters.lines());
    }
  }

  private OkHttpClient client() {
    return new OkHttpClient.Builder()
        .addInterceptor(chain -> shown("application", chain))
        .addNetworkInterceptor(chain -> shown("network", chain))
        .build();
  }

  private Response passes(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request());
  }

  private Response shown(String name, Interceptor.Chain chain) throws IOException {
    ask(name + " chain", Interceptor.Chain.class, chain);
    ask(name + " request", Request.class, chain.request());
    Response response = chain.proceed(chain.request());
    ask(name + " response", Response.class, response);
    return response;
  }

  private void ask(String name, Class<?> type, Object object) {
    getters.ask(name, type, object);
  }

  /** Describes bodies by what they announce: of an AI call, what leaves and what is restored. */
  static @Nullable String bodies(Object value) {
    try {
      if (value instanceof RequestBody) {
        return ((RequestBody) value).contentType() + " " + ((RequestBody) value).contentLength();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return value instanceof ResponseBody
        ? ((ResponseBody) value).contentType() + " " + ((ResponseBody) value).contentLength()
        : null;
  }
}
