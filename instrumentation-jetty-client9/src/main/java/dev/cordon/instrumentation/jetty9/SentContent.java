package dev.cordon.instrumentation.jetty9;

import java.io.Closeable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.eclipse.jetty.client.AsyncContentProvider;
import org.eclipse.jetty.client.Synchronizable;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A body that was read before it is sent: what is sent of it, then what wasn't read. It can be sent
 * again where the application's own body can.
 */
final class SentContent implements AsyncContentProvider, ContentProvider.Typed, Callback {
  private static final @Nullable MethodHandle REPRODUCIBLE = reproducible();

  private final ContentProvider original;
  private final byte[] bytes;
  private final long length;

  /** How many pieces the bytes are given in; a second one is empty. */
  private final int pieces;

  /** What gives the rest, once; null where there is none. */
  private final @Nullable Source rest;

  private boolean isGiven;

  private SentContent(
      ContentProvider original, byte[] bytes, long length, int pieces, @Nullable Source rest) {
    this.original = original;
    this.bytes = bytes;
    this.length = length;
    this.pieces = pieces;
    this.rest = rest;
  }

  private static @Nullable MethodHandle reproducible() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              ContentProvider.class, "isReproducible", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException older) {
      return null;
    }
  }

  /**
   * Sends these bytes.
   *
   * @param original the application's body
   * @param bytes all of what is sent
   * @param length the length to announce, -1 for none
   * @param pieces how many they are given in, up to two: the client announces the length of a
   *     single one
   */
  static SentContent whole(ContentProvider original, byte[] bytes, long length, int pieces) {
    return new SentContent(original, bytes, length, pieces, null);
  }

  /**
   * Sends a body as it is that was read in part.
   *
   * @param original the application's body
   * @param bytes what was read of it first
   * @param rest gives the rest
   */
  static SentContent part(ContentProvider original, byte[] bytes, Source rest) {
    int first = bytes.length == 0 ? 0 : 1;
    return new SentContent(original, bytes, original.getLength(), first, rest);
  }

  @Override
  public @Nullable String getContentType() {
    return original instanceof ContentProvider.Typed
        ? ((ContentProvider.Typed) original).getContentType()
        : null;
  }

  @Override
  public long getLength() {
    return length;
  }

  /** Tells whether it can be sent again to versions that ask, which are 9.4.11 and newer. */
  public boolean isReproducible() {
    try {
      return REPRODUCIBLE != null && (boolean) REPRODUCIBLE.invokeExact(original);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
  }

  @Override
  public void setListener(Listener listener) {
    if (rest != null) {
      rest.setReader(listener);
    }
  }

  @Override
  public void succeeded() {}

  /** Hears that the application gave the request up. */
  @Override
  public void failed(Throwable failure) {
    if (original instanceof Callback) {
      ((Callback) original).failed(failure);
    }
  }

  @Override
  public Iterator<ByteBuffer> iterator() {
    boolean isAgain = isGiven;
    isGiven = true;
    return rest != null && isAgain ? original.iterator() : new Pieces();
  }

  @Override
  public String toString() {
    return String.valueOf(original);
  }

  /** What the sender is given. */
  private final class Pieces implements Iterator<ByteBuffer>, Synchronizable, Callback, Closeable {
    private int given;

    /** Whether the piece that was given last is of the rest. */
    private boolean isRest;

    @Override
    public Object getLock() {
      return rest == null ? this : rest.lock();
    }

    @Override
    public boolean hasNext() {
      return given < pieces || (rest != null && rest.hasRest());
    }

    @Override
    public @Nullable ByteBuffer next() {
      if (given < pieces) {
        return given++ == 0 ? ByteBuffer.wrap(bytes) : ByteBuffer.allocate(0);
      }
      if (rest == null) {
        throw new NoSuchElementException();
      }
      ByteBuffer piece = rest.rest();
      isRest = piece != null;
      return piece;
    }

    @Override
    public void succeeded() {
      if (isRest && rest != null) {
        isRest = false;
        rest.taken();
      }
    }

    @Override
    public void failed(Throwable failure) {
      if (rest != null) {
        rest.fail(failure);
      }
    }

    @Override
    public void close() {
      if (rest != null) {
        rest.close();
      }
    }
  }
}
