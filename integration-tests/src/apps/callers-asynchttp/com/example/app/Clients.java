package com.example.app;

import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;

/** The client that all share. */
public final class Clients {
  /** Keeps connections, and doesn't try again by itself. */
  public static final AsyncHttpClient CLIENT =
      Dsl.asyncHttpClient(Dsl.config().setMaxRequestRetry(0).setIoThreadsCount(2));

  private Clients() {}
}
