package dev.cordon.benchmarks.memory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A connection for clients that select. */
final class MemoryChannel extends SocketChannel {
  private static final SocketAddress LOCAL =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final Peer peer = new Peer(this::changed);
  private final Socket socket;
  private final Map<SocketOption<?>, Object> options = new ConcurrentHashMap<>();
  private volatile @Nullable MemorySelector selector;
  private volatile @Nullable SocketAddress remote;
  private volatile boolean isConnected;

  MemoryChannel(SelectorProvider provider) {
    super(provider);
    try {
      socket = new View();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The channel as a socket. */
  private final class View extends Socket {
    View() throws IOException {
      super(new MemorySocket(peer));
    }

    @Override
    public boolean isConnected() {
      return isConnected;
    }

    @Override
    public boolean isBound() {
      return true;
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
      return remote;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
      SocketAddress to = remote;
      return to == null ? null : ((InetSocketAddress) to).getAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
      return LOCAL;
    }

    @Override
    public SocketChannel getChannel() {
      return MemoryChannel.this;
    }
  }

  void registered(MemorySelector with) {
    selector = with;
  }

  private void changed() {
    MemorySelector with = selector;
    if (with != null) {
      with.changed();
    }
  }

  int ready() {
    if (!isConnected) {
      return remote == null ? 0 : SelectionKey.OP_CONNECT;
    }
    return SelectionKey.OP_WRITE | (peer.isReadable() ? SelectionKey.OP_READ : 0);
  }

  @Override
  public boolean connect(SocketAddress to) {
    remote = to;
    isConnected = isBlocking();
    changed();
    return isConnected;
  }

  @Override
  public boolean finishConnect() {
    isConnected = true;
    return true;
  }

  @Override
  public boolean isConnected() {
    return isConnected;
  }

  @Override
  public boolean isConnectionPending() {
    return remote != null && !isConnected;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return isBlocking() ? peer.await(to, 0) : peer.read(to);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    long count = 0;
    for (int i = offset; i < offset + length; i++) {
      int read = to[i].hasRemaining() ? read(to[i]) : 0;
      if (read < 0) {
        return count == 0 ? read : count;
      }
      count += read;
    }
    return count;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return peer.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    long count = 0;
    for (int i = offset; i < offset + length; i++) {
      count += write(from[i]);
    }
    return count;
  }

  @Override
  public Socket socket() {
    return socket;
  }

  @Override
  public SocketChannel bind(@Nullable SocketAddress local) {
    return this;
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) {
    options.put(name, value);
    return this;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getOption(SocketOption<T> name) {
    Object unset = name.type() == Boolean.class ? (Object) false : (Object) (1 << 16);
    return (T) options.getOrDefault(name, unset);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  public SocketChannel shutdownInput() {
    return this;
  }

  @Override
  public SocketChannel shutdownOutput() {
    return this;
  }

  @Override
  public @Nullable SocketAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return LOCAL;
  }

  @Override
  protected void implCloseSelectableChannel() {
    peer.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}
}
