package com.example.app;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A servlet container: deploys a web application from a directory, again and again. */
public final class Main {
  private static final Tomcat TOMCAT = new Tomcat();
  private static Context context;
  private static final List<WeakReference<ClassLoader>> LOADERS = new ArrayList<>();

  private Main() {}

  public static void main(String[] args) throws Exception {
    TOMCAT.setBaseDir(args[0]);
    TOMCAT.setPort(0);
    TOMCAT.getConnector();
    TOMCAT.start();
    new Runner()
        .add("deploy", a -> deploy(a[0]))
        .add("ask", a -> ask(a[0], a[1]))
        .add("undeploy", a -> undeploy())
        .add("living", a -> living(Integer.parseInt(a[0])))
        .serve();
    TOMCAT.stop();
  }

  private static String deploy(String directory) {
    context = TOMCAT.addContext("/app", new File(directory).getAbsolutePath());
    Tomcat.addServlet(context, "ask", "com.example.app.AskServlet");
    context.addServletMappingDecoded("/ask", "ask");
    ClassLoader loader = context.getLoader().getClassLoader();
    LOADERS.add(new WeakReference<>(loader));
    return loader.getClass().getName();
  }

  private static String ask(String vendor, String body) throws IOException {
    URL url = new URL("http://localhost:" + TOMCAT.getConnector().getLocalPort() + "/app/ask");
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestProperty("X-Vendor", vendor);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] part = new byte[4096];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        text.write(part, 0, n);
      }
      return text.toString("UTF-8");
    }
  }

  private static String undeploy() throws Exception {
    context.stop();
    TOMCAT.getHost().removeChild(context);
    context.destroy();
    context = null;
    return "";
  }

  /**
   * Returns how many class loaders of web applications that were deployed are still there; waits at
   * most ten seconds until there are no more than so many. Then they are nobody's business any
   * more.
   */
  private static String living(int expected) throws InterruptedException {
    for (int i = 0; i < 50 && count() > expected; i++) {
      System.gc();
      Thread.sleep(200);
    }
    int living = count();
    LOADERS.clear();
    return String.valueOf(living);
  }

  private static int count() {
    LOADERS.removeIf(loader -> loader.get() == null);
    return LOADERS.size();
  }
}
