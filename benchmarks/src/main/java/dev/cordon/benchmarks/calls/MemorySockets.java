package dev.cordon.benchmarks.calls;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/** Makes sockets that answer each request at once, without a network. */
final class MemorySockets extends SocketFactory {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);

  @Override
  public Socket createSocket() {
    return new MemorySocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    return new MemorySocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return new MemorySocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return new MemorySocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return new MemorySocket();
  }

  private static final class MemorySocket extends Socket {
    private int at = ANSWER.length;

    private final InputStream in =
        new InputStream() {
          @Override
          public int read() throws SocketTimeoutException {
            byte[] one = new byte[1];
            read(one, 0, 1);
            return one[0];
          }

          @Override
          public int read(byte[] to, int offset, int length) throws SocketTimeoutException {
            if (at == ANSWER.length) {
              throw new SocketTimeoutException("nothing was asked");
            }
            int count = Math.min(length, ANSWER.length - at);
            System.arraycopy(ANSWER, at, to, offset, count);
            at += count;
            return count;
          }
        };

    private final OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            at = 0;
          }

          @Override
          public void write(byte[] from, int offset, int length) {
            at = 0;
          }
        };

    @Override
    public void connect(SocketAddress endpoint, int timeout) {}

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public InetAddress getInetAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
      return 0;
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return out;
    }

    @Override
    public void close() {}
  }
}
