package dev.cordon.it.harness;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** HTTP servers that only this machine reaches. */
public final class Loopback {
  private Loopback() {}

  /**
   * Starts a server on a free port. Its threads don't keep the JVM alive.
   *
   * @param name of its threads
   * @param handler gets every request
   */
  public static HttpServer serve(String name, HttpHandler handler) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", handler);
    server.setExecutor(
        Executors.newCachedThreadPool(
            run -> {
              Thread thread = new Thread(run, name);
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return server;
  }

  /** Returns a server's address as a URL without a path. */
  public static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
