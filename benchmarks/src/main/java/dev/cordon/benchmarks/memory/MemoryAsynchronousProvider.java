package dev.cordon.benchmarks.memory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections for clients that hear when something is done, for {@code
 * -Djava.nio.channels.spi.AsynchronousChannelProvider}.
 */
public final class MemoryAsynchronousProvider extends AsynchronousChannelProvider {
  /** Makes the provider; the JDK does. */
  public MemoryAsynchronousProvider() {}

  @Override
  public AsynchronousChannelGroup openAsynchronousChannelGroup(int threads, ThreadFactory factory) {
    return new Group(this, Executors.newFixedThreadPool(threads, factory));
  }

  @Override
  public AsynchronousChannelGroup openAsynchronousChannelGroup(
      ExecutorService executor, int initial) {
    return new Group(this, executor);
  }

  @Override
  public AsynchronousServerSocketChannel openAsynchronousServerSocketChannel(
      AsynchronousChannelGroup group) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AsynchronousSocketChannel openAsynchronousSocketChannel(AsynchronousChannelGroup group) {
    return new Connection(this, ((Group) group).executor);
  }

  private static final class Group extends AsynchronousChannelGroup {
    private final ExecutorService executor;

    Group(AsynchronousChannelProvider provider, ExecutorService executor) {
      super(provider);
      this.executor = executor;
    }

    @Override
    public boolean isShutdown() {
      return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return executor.isTerminated();
    }

    @Override
    public void shutdown() {
      executor.shutdown();
    }

    @Override
    public void shutdownNow() {
      executor.shutdownNow();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return executor.awaitTermination(timeout, unit);
    }
  }

  private static final class Connection extends AsynchronousSocketChannel {
    private final Peer peer = new Peer(this::readable);
    private final ExecutorService executor;
    private final Object lock = new Object();
    private @Nullable Runnable waiting;
    private volatile boolean isOpen = true;
    private volatile @Nullable SocketAddress remote;

    Connection(AsynchronousChannelProvider provider, ExecutorService executor) {
      super(provider);
      this.executor = executor;
    }

    private void readable() {
      Runnable reader;
      synchronized (lock) {
        reader = waiting;
        waiting = null;
      }
      if (reader != null) {
        executor.execute(reader);
      }
    }

    private void whenReadable(Runnable reader) {
      synchronized (lock) {
        waiting = reader;
      }
      if (peer.isReadable()) {
        readable();
      }
    }

    @Override
    public <A> void connect(
        SocketAddress to, @Nullable A attached, CompletionHandler<Void, ? super A> handler) {
      remote = to;
      executor.execute(() -> handler.completed(null, attached));
    }

    @Override
    public Future<Void> connect(SocketAddress to) {
      remote = to;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public <A> void read(
        ByteBuffer to,
        long timeout,
        TimeUnit unit,
        @Nullable A attached,
        CompletionHandler<Integer, ? super A> handler) {
      whenReadable(() -> handler.completed(peer.read(to), attached));
    }

    @Override
    public Future<Integer> read(ByteBuffer to) {
      CompletableFuture<Integer> done = new CompletableFuture<>();
      whenReadable(() -> done.complete(peer.read(to)));
      return done;
    }

    @Override
    public <A> void read(
        ByteBuffer[] to,
        int offset,
        int length,
        long timeout,
        TimeUnit unit,
        @Nullable A attached,
        CompletionHandler<Long, ? super A> handler) {
      whenReadable(() -> handler.completed((long) peer.read(to[offset]), attached));
    }

    @Override
    public <A> void write(
        ByteBuffer from,
        long timeout,
        TimeUnit unit,
        @Nullable A attached,
        CompletionHandler<Integer, ? super A> handler) {
      int count = peer.write(from);
      executor.execute(() -> handler.completed(count, attached));
    }

    @Override
    public Future<Integer> write(ByteBuffer from) {
      return CompletableFuture.completedFuture(peer.write(from));
    }

    @Override
    public <A> void write(
        ByteBuffer[] from,
        int offset,
        int length,
        long timeout,
        TimeUnit unit,
        @Nullable A attached,
        CompletionHandler<Long, ? super A> handler) {
      long count = 0;
      for (int i = offset; i < offset + length; i++) {
        count += peer.write(from[i]);
      }
      long all = count;
      executor.execute(() -> handler.completed(all, attached));
    }

    @Override
    public AsynchronousSocketChannel bind(@Nullable SocketAddress local) {
      return this;
    }

    @Override
    public <T> AsynchronousSocketChannel setOption(SocketOption<T> name, T value) {
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getOption(SocketOption<T> name) {
      return (T) (name.type() == Boolean.class ? (Object) false : (Object) (1 << 16));
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
      return Set.of();
    }

    @Override
    public AsynchronousSocketChannel shutdownInput() {
      return this;
    }

    @Override
    public AsynchronousSocketChannel shutdownOutput() {
      return this;
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() {
      return remote;
    }

    @Override
    public SocketAddress getLocalAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public boolean isOpen() {
      return isOpen;
    }

    @Override
    public void close() {
      isOpen = false;
      peer.close();
    }
  }
}
