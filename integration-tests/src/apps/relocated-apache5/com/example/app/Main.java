package com.example.app;

import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.classic.methods.HttpPost;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic.HttpClients;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.ContentType;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.HttpEntity;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.io.entity.EntityUtils;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.io.entity.InputStreamEntity;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.io.entity.StringEntity;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An application that speaks to vendors with the Apache HttpClient 5 that an SDK brings. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(a[0], new StringEntity(a[1], ContentType.APPLICATION_JSON)))
        .add("chunked", a -> read(a[0], stream(a[1])))
        .add("collected", a -> collected(a[0], a[1]))
        .serveAndExit();
  }

  private static HttpEntity stream(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new InputStreamEntity(new ByteArrayInputStream(bytes), -1, ContentType.APPLICATION_JSON);
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(String url, HttpEntity body) throws Exception {
    HttpPost request = new HttpPost(url);
    request.setEntity(body);
    try (CloseableHttpClient client = HttpClients.createDefault();
        CloseableHttpResponse response = client.execute(request)) {
      return response.getCode()
          + "\n"
          + response.getFirstHeader("Content-Type").getValue()
          + "\n"
          + EntityUtils.toString(response.getEntity());
    }
  }

  /** Sends in the same way. */
  public static String post(String url, String body) throws Exception {
    return read(url, new StringEntity(body, ContentType.APPLICATION_JSON));
  }

  /** Sends from a class loader that is given up then, and tells whether it goes. */
  private static String collected(String url, String body) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(new File(element).toURI().toURL());
    }
    URLClassLoader loader =
        new URLClassLoader(
            path.toArray(new URL[0]), ClassLoader.getSystemClassLoader().getParent());
    Class<?> type = Class.forName(Main.class.getName(), true, loader);
    String said =
        (String) type.getMethod("post", String.class, String.class).invoke(null, url, body);
    WeakReference<ClassLoader> gone = new WeakReference<>(loader);
    loader.close();
    loader = null;
    type = null;
    for (int i = 0; i < 100 && gone.get() != null; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return (gone.get() == null ? "collected" : "kept") + "\n" + said;
  }
}
