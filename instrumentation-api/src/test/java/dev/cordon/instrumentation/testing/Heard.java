package dev.cordon.instrumentation.testing;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What an application's listener was told of a WebSocket, in order. Thread-safe. */
public final class Heard {
  private static final int SECONDS = 30;

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  /** Notes that it is open. */
  public void opened() {
    events.add("open");
  }

  /** Notes a text. */
  public void text(String text) {
    events.add("text " + text);
  }

  /** Notes a binary message. */
  public void binary(byte[] message) {
    events.add("binary " + HexFormat.of().formatHex(message));
  }

  /** Notes that the server closed it. */
  public void closed(int code, String reason) {
    events.add("close " + code + " " + reason);
  }

  /** Notes a failure, with the HTTP status of a handshake's answer or 0. */
  public void failed(Throwable failure, int status) {
    events.add("failure " + (status == 0 ? "" : status + " ") + failure);
  }

  /** Waits for the next event. */
  public String next() throws InterruptedException {
    String event = events.poll(SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("the application was told nothing");
    }
    return event;
  }

  /** Returns what is left, at once. */
  public List<String> rest() {
    List<String> rest = new ArrayList<>();
    events.drainTo(rest);
    return rest;
  }
}
