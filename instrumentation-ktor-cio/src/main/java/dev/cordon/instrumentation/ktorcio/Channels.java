package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.CallThreads;
import io.ktor.client.engine.UtilsKt;
import io.ktor.http.content.OutgoingContent;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.ByteWriteChannel;
import io.ktor.utils.io.WriterJob;
import io.ktor.utils.io.WriterScope;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/**
 * Ktor's channels of bytes, which have one name and two shapes in Ktor 2 and Ktor 3. Stateless. Its
 * suspend functions return what they give or {@link Steps#SUSPENDED}, and throw what the library
 * throws.
 */
final class Channels {
  /** Whether this is Ktor 3: {@link Wrapping} has something to do. */
  static final boolean IS_3 = !WriterScope.class.isInterface();

  /** Where judging may take its time: no thread of the engine's, all of which serve its sockets. */
  static final CoroutineDispatcher MAY_WAIT = ExecutorsKt.from(CallThreads.shared());

  private static final byte[] NOTHING = {};

  /** How many causes of a cancellation are looked at. */
  private static final int CAUSES = 20;

  private static final MethodHandle WRITER;
  private static final MethodHandle WRITER_CHANNEL;
  private static final MethodHandle WRITTEN;
  private static final MethodHandle JOB;
  private static final MethodHandle READ;
  private static final MethodHandle WRITE;
  private static final MethodHandle FLUSH;
  private static final MethodHandle CANCEL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodType writer =
          MethodType.methodType(
              WriterJob.class,
              CoroutineScope.class,
              CoroutineContext.class,
              boolean.class,
              Function2.class);
      MethodType bytes =
          MethodType.methodType(
              Object.class, byte[].class, int.class, int.class, Continuation.class);
      MethodType later = MethodType.methodType(Object.class, Continuation.class);
      MethodHandle flush;
      if (IS_3) {
        Class<?> reading = Class.forName("io.ktor.utils.io.ByteReadChannelOperationsKt");
        Class<?> writing = Class.forName("io.ktor.utils.io.ByteWriteChannelOperationsKt");
        WRITER = lookup.findStatic(writing, "writer", writer);
        JOB = lookup.findVirtual(WriterJob.class, "getJob", MethodType.methodType(Job.class));
        READ =
            lookup.findStatic(
                reading, "readAvailable", bytes.insertParameterTypes(0, ByteReadChannel.class));
        WRITE =
            lookup.findStatic(
                writing, "writeFully", bytes.insertParameterTypes(0, ByteWriteChannel.class));
        flush = lookup.findVirtual(ByteWriteChannel.class, "flush", later);
      } else {
        Class<?> coroutines = Class.forName("io.ktor.utils.io.CoroutinesKt");
        WRITER = lookup.findStatic(coroutines, "writer", writer);
        JOB = MethodHandles.identity(WriterJob.class);
        READ = lookup.findVirtual(ByteReadChannel.class, "readAvailable", bytes);
        WRITE = lookup.findVirtual(ByteWriteChannel.class, "writeFully", bytes);
        MethodType now = MethodType.methodType(void.class);
        flush =
            MethodHandles.dropArguments(
                lookup.findVirtual(ByteWriteChannel.class, "flush", now), 1, Continuation.class);
      }
      FLUSH =
          flush.asType(
              MethodType.methodType(Object.class, ByteWriteChannel.class, Continuation.class));
      WRITER_CHANNEL =
          lookup.findVirtual(
              WriterScope.class, "getChannel", MethodType.methodType(ByteWriteChannel.class));
      WRITTEN =
          lookup.findVirtual(
              WriterJob.class, "getChannel", MethodType.methodType(ByteReadChannel.class));
      Class<?> cancelled = IS_3 ? void.class : boolean.class;
      CANCEL =
          lookup
              .findVirtual(
                  ByteReadChannel.class,
                  "cancel",
                  MethodType.methodType(cancelled, Throwable.class))
              .asType(MethodType.methodType(void.class, ByteReadChannel.class, Throwable.class));
    } catch (ReflectiveOperationException ofAnotherShape) {
      throw new IllegalStateException(ofAnotherShape);
    }
  }

  private Channels() {}

  /** Returns what an execution of the engine runs in; all that it starts ends with it. */
  static CoroutineContext callContext(Continuation<?> then) {
    return (CoroutineContext) UtilsKt.callContext(Steps.as(then));
  }

  /** Reads what is there, at least a byte; a suspend function that gives -1 at the end. */
  static Object read(ByteReadChannel from, byte[] into, Continuation<?> then) throws Throwable {
    return (Object) READ.invoke(from, into, 0, into.length, then);
  }

  /** Throws what broke a channel that has ended, if something did. */
  static void throwIfBroken(ByteReadChannel ended) throws Throwable {
    Throwable cause = ended.getClosedCause();
    if (cause != null) {
      throw cause;
    }
  }

  /** Writes; a suspend function that waits for room. */
  static Object write(ByteWriteChannel to, byte[] bytes, Continuation<?> then) throws Throwable {
    return (Object) WRITE.invoke(to, bytes, 0, bytes.length, then);
  }

  /** Has the reader see what was written; a suspend function. */
  static @Nullable Object flush(ByteWriteChannel to, Continuation<?> then) throws Throwable {
    return (Object) FLUSH.invoke(to, then);
  }

  /** Tells a channel's writer that nobody reads on. */
  static void cancel(ByteReadChannel from, Throwable cause) {
    try {
      CANCEL.invoke(from, cause);
    } catch (Throwable thrown) {
      throw Steps.<RuntimeException>same(thrown);
    }
  }

  /** Makes a channel of bytes that are there. */
  static ByteReadChannel of(byte[] bytes, CoroutineContext context) {
    return writer(context, MAY_WAIT, (to, then) -> new Pump(to, bytes, null, null, then).begin())
        .channel;
  }

  /** Makes a channel of bytes that are there and of those that come behind them. */
  static ByteReadChannel of(byte[] first, ByteReadChannel rest, CoroutineContext context) {
    return pumped(context, first, rest, null);
  }

  /**
   * Makes a channel of an answer's bytes as they are restored. What is not read is not asked for;
   * who cancels it cancels {@code body}.
   */
  static ByteReadChannel restored(ByteReadChannel body, AnswerPush push, CoroutineContext context) {
    return pumped(context, NOTHING, body, push);
  }

  private static ByteReadChannel pumped(
      CoroutineContext context, byte[] first, ByteReadChannel rest, @Nullable AnswerPush push) {
    Written written =
        writer(context, MAY_WAIT, (to, then) -> new Pump(to, first, rest, push, then).begin());
    written.job.invokeOnCompletion(
        failure -> {
          if (failure != null) { // perhaps before it began
            Pump.end(rest, push, failure);
          }
          return Unit.INSTANCE;
        });
    return IS_3 ? new CancellingChannel(written.channel, rest, push) : written.channel;
  }

  /**
   * Makes a channel of what a body writes, in the engine's own threads as the engine would.
   *
   * @param content the body
   * @param failing learns what it failed with; returns what that ends the call with
   * @param context what the call runs in
   */
  static ByteReadChannel of(
      OutgoingContent.WriteChannelContent content,
      UnaryOperator<Throwable> failing,
      CoroutineContext context) {
    return writer(
            context,
            EmptyCoroutineContext.INSTANCE,
            (to, then) -> new BodyWriting(content, to, failing, then).begin())
        .channel;
  }

  private static Written writer(
      CoroutineContext context,
      CoroutineContext where,
      Function2<ByteWriteChannel, Continuation<?>, Object> block) {
    CoroutineScope scope = CoroutineScopeKt.CoroutineScope(context);
    Function2<WriterScope, Continuation<?>, Object> begun =
        (writer, then) -> block.invoke(channel(writer), then);
    try {
      WriterJob made = (WriterJob) WRITER.invoke(scope, where, true, (Function2<?, ?, ?>) begun);
      return new Written((ByteReadChannel) WRITTEN.invoke(made), (Job) JOB.invoke(made));
    } catch (Throwable thrown) {
      throw Steps.<RuntimeException>same(thrown);
    }
  }

  private static ByteWriteChannel channel(WriterScope writer) {
    try {
      return (ByteWriteChannel) WRITER_CHANNEL.invoke(writer);
    } catch (Throwable thrown) {
      throw Steps.<RuntimeException>same(thrown);
    }
  }

  /** Returns what broke a coroutine; null when somebody gave it up. */
  static @Nullable Throwable reason(Throwable failure) {
    Throwable reason = failure;
    for (int i = 0; i < CAUSES && reason instanceof CancellationException; i++) {
      reason = reason.getCause();
    }
    return reason;
  }

  /** A coroutine that writes, and what reads what it writes. */
  private static final class Written {
    final ByteReadChannel channel;
    final Job job;

    Written(ByteReadChannel channel, Job job) {
      this.channel = channel;
      this.job = job;
    }
  }
}
