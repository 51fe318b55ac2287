package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import java.net.URL;

/** Describes requests. */
final class Heads {
  /** The client's name in reports. */
  static final String WHERE = "url-connection";

  private static final Library LIBRARY = new Library(WHERE, null);

  private Heads() {}

  /**
   * Describes a request.
   *
   * @param url where it goes to
   * @param method its method
   * @param fields how the JDK's headers are read
   * @param header its headers
   */
  static RequestHead of(URL url, String method, ConnectionFields fields, Object header) {
    return of(url, method, fields.lines.source(header));
  }

  /** Describes what little is sure of a request. */
  static RequestHead of(URL url) {
    return of(url, "POST", HeaderSource.NONE);
  }

  private static RequestHead of(URL url, String method, HeaderSource headers) {
    String path = url.getPath();
    return new RequestHead(
        LIBRARY,
        method,
        url.getProtocol(),
        url.getHost(),
        url.getPort(),
        path.isEmpty() ? "/" : path,
        url.getQuery(),
        headers);
  }
}
