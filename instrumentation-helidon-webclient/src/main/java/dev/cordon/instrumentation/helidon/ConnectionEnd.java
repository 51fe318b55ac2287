package dev.cordon.instrumentation.helidon;

import io.helidon.common.buffers.DataReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that ends with its connection: Helidon tells that end with an exception. The engine must
 * take it for the end, else what it holds back is lost; the application still gets the exception
 * behind the last byte. Not thread-safe.
 */
final class ConnectionEnd extends FilterInputStream {
  private DataReader.@Nullable InsufficientDataAvailableException end;

  ConnectionEnd(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int at, int count) throws IOException {
    try {
      return in.read(bytes, at, count);
    } catch (DataReader.InsufficientDataAvailableException ended) {
      end = ended;
      return -1;
    }
  }

  /** Gives what was made of this body, and then its end as it came. */
  InputStream telling(InputStream restored) {
    return new FilterInputStream(restored) {
      @Override
      public int read() throws IOException {
        return told(in.read());
      }

      @Override
      public int read(byte[] bytes, int at, int count) throws IOException {
        return told(in.read(bytes, at, count));
      }

      private int told(int count) {
        DataReader.InsufficientDataAvailableException came = end;
        if (count < 0 && came != null) {
          throw came;
        }
        return count;
      }
    };
  }
}
