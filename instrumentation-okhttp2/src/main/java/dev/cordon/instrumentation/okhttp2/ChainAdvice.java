package dev.cordon.instrumentation.okhttp2;

import com.squareup.okhttp.Request;
import com.squareup.okhttp.Response;
import java.io.IOException;

/** What the derived classes say to a chain; OkHttp 2 has none of the kind that OkHttp 3.4 has. */
final class ChainAdvice {
  private ChainAdvice() {}

  /** The rest of a chain. */
  interface Next {
    /** Sends a request on. */
    Response proceed(Request request) throws IOException;
  }
}
