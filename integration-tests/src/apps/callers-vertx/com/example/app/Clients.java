package com.example.app;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.ext.web.client.WebClient;

/** The clients that all share. */
public final class Clients {
  private static final Vertx VERTX = Vertx.vertx();

  /** Has few connections, as they come: calls wait for each other's. */
  public static final WebClient CLIENT = WebClient.create(VERTX);

  /** What it stands on. */
  public static final HttpClient PLAIN = VERTX.createHttpClient();

  private Clients() {}
}
