import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One call that is no AI call: hooks are installed and let it pass. */
public final class PlainCall {
  public static void main(String[] arguments) throws Exception {
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url(arguments[0] + "/plain").build();
    try (Response response = client.newCall(request).execute()) {
      System.out.println(response.code() + " " + response.body().string().length());
    }
    System.exit(0); // OkHttp's idle threads would keep the JVM for a minute
  }
}
