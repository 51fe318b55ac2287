package dev.cordon.benchmarks.memory;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a {@link java.net.Socket} is made of, for clients that wait while they read. */
final class MemorySocket extends SocketImpl {
  private static final Map<Integer, Object> DEFAULTS =
      Map.of(
          SocketOptions.SO_TIMEOUT,
          0,
          SocketOptions.SO_LINGER,
          -1,
          SocketOptions.SO_SNDBUF,
          1 << 16,
          SocketOptions.SO_RCVBUF,
          1 << 16,
          SocketOptions.IP_TOS,
          0,
          SocketOptions.SO_BINDADDR,
          InetAddress.getLoopbackAddress());

  private final Peer peer;
  private final Map<Integer, Object> options = new HashMap<>(DEFAULTS);

  private final InputStream in =
      new InputStream() {
        @Override
        public int read() throws SocketTimeoutException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws SocketTimeoutException {
          int timeout = (Integer) options.getOrDefault(SocketOptions.SO_TIMEOUT, 0);
          return peer.await(ByteBuffer.wrap(to, offset, length), timeout);
        }
      };

  private final OutputStream out =
      new OutputStream() {
        @Override
        public void write(int b) {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
          peer.write(ByteBuffer.wrap(from, offset, length));
        }
      };

  MemorySocket(Peer peer) {
    this.peer = peer;
  }

  @Override
  protected void create(boolean stream) {}

  @Override
  protected void connect(String host, int port) {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress address, int port) {
    connect(new InetSocketAddress(address, port), 0);
  }

  @Override
  protected void connect(SocketAddress to, int timeout) {
    address = ((InetSocketAddress) to).getAddress();
    port = ((InetSocketAddress) to).getPort();
  }

  @Override
  protected void bind(InetAddress host, int port) {}

  @Override
  protected void listen(int backlog) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void accept(SocketImpl socket) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected InputStream getInputStream() {
    return in;
  }

  @Override
  protected OutputStream getOutputStream() {
    return out;
  }

  @Override
  protected int available() {
    return 0;
  }

  @Override
  protected void close() {
    peer.close();
  }

  @Override
  protected void shutdownInput() {}

  @Override
  protected void shutdownOutput() {}

  @Override
  protected void sendUrgentData(int data) {}

  @Override
  protected Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  protected <T> void setOption(SocketOption<T> name, T value) {}

  @Override
  public void setOption(int option, Object value) {
    options.put(option, value);
  }

  @Override
  public Object getOption(int option) {
    return options.getOrDefault(option, false);
  }
}
