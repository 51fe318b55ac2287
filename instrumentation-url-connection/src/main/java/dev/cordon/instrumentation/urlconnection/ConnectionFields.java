package dev.cordon.instrumentation.urlconnection;

import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** The private fields of the JDK's connection that advice needs. Immutable. */
final class ConnectionFields {
  private static volatile @Nullable ConnectionFields instance;

  private final MethodHandle requests;
  private final MethodHandle responses;
  private final MethodHandle input;
  private final MethodHandle setInput;
  private final MethodHandle error;
  private final MethodHandle setError;
  private final MethodHandle streamed;
  private final MethodHandle status;
  private final MethodHandle setMethod;
  private final MethodHandle fixed;
  private final MethodHandle setFixed;
  private final MethodHandle fixedLong;
  private final MethodHandle setFixedLong;
  private final MethodHandle chunk;
  private final MethodHandle setUrl;

  /** The headers of requests and answers. */
  final HeaderLines lines;

  private ConnectionFields(Lookup lookup) throws ReflectiveOperationException {
    Class<?> type = lookup.lookupClass();
    lines = new HeaderLines(lookup);
    requests = generic(lookup.findGetter(type, "requests", lines.type()));
    responses = generic(lookup.findGetter(type, "responses", lines.type()));
    input = generic(lookup.findGetter(type, "inputStream", InputStream.class));
    setInput = setter(lookup.findSetter(type, "inputStream", InputStream.class));
    error = generic(lookup.findGetter(type, "errorStream", InputStream.class));
    setError = setter(lookup.findSetter(type, "errorStream", InputStream.class));
    Class<?> stream = Class.forName(type.getName() + "$StreamingOutputStream", false, null);
    streamed = generic(lookup.findGetter(type, "strOutputStream", stream));
    status = integer(lookup.findGetter(type, "responseCode", int.class));
    setMethod = setter(lookup.findSetter(type, "method", String.class));
    fixed = integer(lookup.findGetter(type, "fixedContentLength", int.class));
    setFixed = integerSetter(lookup.findSetter(type, "fixedContentLength", int.class));
    fixedLong =
        lookup
            .findGetter(type, "fixedContentLengthLong", long.class)
            .asType(MethodType.methodType(long.class, Object.class));
    setFixedLong =
        lookup
            .findSetter(type, "fixedContentLengthLong", long.class)
            .asType(MethodType.methodType(void.class, Object.class, long.class));
    setUrl = setter(lookup.findSetter(type, "url", URL.class));
    chunk = integer(lookup.findGetter(type, "chunkLength", int.class));
  }

  private static MethodHandle generic(MethodHandle getter) {
    return getter.asType(MethodType.methodType(Object.class, Object.class));
  }

  private static MethodHandle setter(MethodHandle setter) {
    return setter.asType(MethodType.methodType(void.class, Object.class, Object.class));
  }

  private static MethodHandle integer(MethodHandle getter) {
    return getter.asType(MethodType.methodType(int.class, Object.class));
  }

  private static MethodHandle integerSetter(MethodHandle setter) {
    return setter.asType(MethodType.methodType(void.class, Object.class, int.class));
  }

  /**
   * Returns the fields.
   *
   * @param lookup the connection class's own
   * @throws ReflectiveOperationException when this JDK has others
   */
  static ConnectionFields of(Lookup lookup) throws ReflectiveOperationException {
    ConnectionFields known = instance;
    if (known == null) {
      known = new ConnectionFields(lookup);
      instance = known;
    }
    return known;
  }

  /** Returns the fields if a hook of the connection's made them; its hooks run first. */
  static @Nullable ConnectionFields known() {
    return instance;
  }

  /** Returns the headers of the request, as a header of the JDK's. */
  Object requests(HttpURLConnection connection) throws Throwable {
    return (Object) requests.invokeExact((Object) connection);
  }

  /** Returns the headers of the answer, as a header of the JDK's; null before there is one. */
  @Nullable Object responses(HttpURLConnection connection) throws Throwable {
    return (Object) responses.invokeExact((Object) connection);
  }

  /** Returns the answer's body, null while there is none. */
  @Nullable InputStream input(HttpURLConnection connection) throws Throwable {
    return (InputStream) (Object) input.invokeExact((Object) connection);
  }

  /**
   * Returns the body that the application is going to read: that of an error is buffered with
   * {@code sun.net.http.errorstream.enableBuffering}.
   */
  @Nullable InputStream answer(HttpURLConnection connection) throws Throwable {
    Object buffered = (Object) error.invokeExact((Object) connection);
    return buffered != null ? (InputStream) buffered : input(connection);
  }

  /** Replaces what {@link #answer} returned. */
  void answer(HttpURLConnection connection, InputStream body) throws Throwable {
    Object buffered = (Object) error.invokeExact((Object) connection);
    (buffered != null ? setError : setInput).invokeExact((Object) connection, (Object) body);
  }

  /** Returns the status of the answer, -1 while there is none. */
  int status(HttpURLConnection connection) throws Throwable {
    return (int) status.invokeExact((Object) connection);
  }

  /** Sets the address of the server before the connection is made. */
  void url(HttpURLConnection connection, URL url) throws Throwable {
    setUrl.invokeExact((Object) connection, (Object) url);
  }

  /** Sets the method behind the checks of {@code setRequestMethod}. */
  void method(HttpURLConnection connection, String method) throws Throwable {
    setMethod.invokeExact((Object) connection, (Object) method);
  }

  /** Tells whether the application asked for its body to be sent as it is written. */
  boolean streams(HttpURLConnection connection) throws Throwable {
    return length(connection) >= 0 || (int) chunk.invokeExact((Object) connection) != -1;
  }

  /** Tells whether the JDK streams a body already. */
  boolean isStreaming(HttpURLConnection connection) throws Throwable {
    return (Object) streamed.invokeExact((Object) connection) != null;
  }

  /** Returns the announced length of a streamed body in bytes, -1 for an unknown one. */
  long length(HttpURLConnection connection) throws Throwable {
    long length = (long) fixedLong.invokeExact((Object) connection);
    return length != -1 ? length : (int) fixed.invokeExact((Object) connection);
  }

  /** Announces another length in the place of the one that is announced. */
  void length(HttpURLConnection connection, int length) throws Throwable {
    if ((long) fixedLong.invokeExact((Object) connection) != -1) {
      setFixedLong.invokeExact((Object) connection, (long) length);
    } else {
      setFixed.invokeExact((Object) connection, length);
    }
  }
}
