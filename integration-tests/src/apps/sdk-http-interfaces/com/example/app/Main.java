package com.example.app;

import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** An application that calls a model through interfaces of its own. */
public final class Main {
  /** As Retrofit has them. */
  public interface RetrofitModel {
    @POST("v1/chat/completions")
    Call<ResponseBody> chat(@Body RequestBody body);
  }

  /** As Feign has them. */
  public interface FeignModel {
    @RequestLine("POST /v1/chat/completions")
    @Headers("Content-Type: application/json")
    String chat(String body);
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("retrofit", a -> retrofit(a[0], a[1]))
        .add("feign", a -> Feign.builder().target(FeignModel.class, a[0]).chat(a[1]))
        .add("jersey", a -> jersey(a[0], a[1]))
        .serveAndExit();
  }

  private static String retrofit(String url, String body) throws Exception {
    RetrofitModel model =
        new Retrofit.Builder().baseUrl(url + "/").build().create(RetrofitModel.class);
    RequestBody json = RequestBody.create(MediaType.parse("application/json"), body);
    return model.chat(json).execute().body().string();
  }

  private static String jersey(String url, String body) {
    return ClientBuilder.newClient()
        .target(url)
        .path("/v1/chat/completions")
        .request()
        .post(Entity.json(body))
        .readEntity(String.class);
  }
}
