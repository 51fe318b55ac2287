package dev.cordon.instrumentation.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an application gets, its body not read yet.
 *
 * @param status the HTTP status
 * @param headers gives a header's first value, or null
 * @param body the body as it comes; closing it lets the answer go
 */
public record Reply(int status, Function<String, @Nullable String> headers, InputStream body)
    implements AutoCloseable {

  /** Reads the body to its end. */
  public byte[] bytes() throws IOException {
    try (InputStream in = body) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
