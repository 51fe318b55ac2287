package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.BodyBuffer;
import java.io.IOException;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;

/** Asks bodies what older versions of OkHttp can't tell, and reads them. */
final class RequestBodies {
  /** {@code isOneShot} and {@code isDuplex} came with OkHttp 3.14. */
  private static final boolean TELL_KIND = tellKind();

  private RequestBodies() {}

  private static boolean tellKind() {
    try {
      RequestBody.class.getMethod("isOneShot");
      RequestBody.class.getMethod("isDuplex");
      return true;
    } catch (NoSuchMethodException before314) {
      return false;
    }
  }

  static boolean isDuplex(RequestBody body) {
    return TELL_KIND && body.isDuplex();
  }

  static boolean isOneShot(RequestBody body) {
    return TELL_KIND && body.isOneShot();
  }

  /**
   * Lets a body write itself.
   *
   * @throws IOException as the body throws it; also when the buffer stopped it
   */
  static void read(RequestBody body, BodyBuffer target) throws IOException {
    BufferedSink sink = Okio.buffer(Okio.sink(target));
    body.writeTo(sink);
    sink.emit();
  }
}
