package dev.cordon.instrumentation.helidon;

import dev.cordon.instrumentation.BodyWriter;
import io.helidon.webclient.api.ClientRequest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that an application's handler writes: written once into the engine's hands, then written
 * out from what was judged. A handler must close its stream, and the client says so when it
 * doesn't; so does this one. Used by one thread.
 */
final class WrittenBody implements BodyWriter, ClientRequest.OutputStreamHandler {
  private final ClientRequest.OutputStreamHandler handler;
  private int writes;
  private boolean closed;
  private byte @Nullable [] judged;

  WrittenBody(ClientRequest.OutputStreamHandler handler) {
    this.handler = handler;
  }

  @Override
  public void writeTo(OutputStream sink) throws IOException {
    handler.handle(
        new FilterOutputStream(sink) {
          @Override
          public void write(int one) throws IOException {
            writes++;
            out.write(one);
          }

          @Override
          public void write(byte[] bytes, int at, int count) throws IOException {
            writes++;
            out.write(bytes, at, count);
          }

          @Override
          public void close() {
            closed = true;
          }
        });
  }

  /** Sends these bytes in the place of what the handler wrote. */
  ClientRequest.OutputStreamHandler sending(byte[] bytes) {
    judged = bytes;
    return this;
  }

  @Override
  public void handle(OutputStream out) throws IOException {
    byte[] bytes = judged;
    if (bytes != null && bytes.length > 0) {
      // Versions before 4.1 announce the length of what is written at once.
      int first = writes > 1 ? 1 : bytes.length;
      out.write(bytes, 0, first);
      out.write(bytes, first, bytes.length - first);
      out.flush();
    }
    if (closed) {
      out.close();
    }
  }
}
