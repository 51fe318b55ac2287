package dev.cordon.instrumentation.tomcatwebsocket;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the library keeps to itself, and its API, which has one of two names. Made of a class's own
 * lookup, once a class. Immutable.
 */
final class Insides {
  private static final String BLOCK = "sendMessageBlockInternal";
  private static final String OLDER_BLOCK = "sendMessageBlock";
  private static final String START = "startMessage";
  private static final int REASON_BYTES = 123;

  private Insides() {}

  /**
   * Tells whether the messages of this version are seen: it has what the others need.
   *
   * @param container its class of handshakes
   */
  static boolean areKnown(Class<?> container) {
    try {
      return has(
              beside(container, "WsSession"),
              "wsRemoteEndpoint",
              "getTextMessageHandler",
              "doClose",
              "fireEndpointOnClose")
          && has(beside(container, "WsRemoteEndpointImplBase"), "wsSession", OLDER_BLOCK, START)
          && has(
              beside(container, "WsFrameBase"),
              "wsSession",
              "messageBufferText",
              "sendMessageText",
              "sendMessageBinary");
    } catch (ReflectiveOperationException | LinkageError otherShape) {
      return false;
    }
  }

  private static boolean has(Class<?> type, String... members) {
    Set<String> names = new HashSet<>();
    for (Field field : type.getDeclaredFields()) {
      names.add(field.getName());
    }
    for (Method method : type.getDeclaredMethods()) {
      names.add(method.getName());
    }
    return names.containsAll(Arrays.asList(members));
  }

  private static Class<?> beside(Class<?> type, String name) throws ClassNotFoundException {
    String own = type.getName();
    String beside = own.substring(0, own.lastIndexOf('.') + 1) + name;
    return Class.forName(beside, false, type.getClassLoader());
  }

  private static Method method(Class<?> of, String name, Predicate<Method> which)
      throws NoSuchMethodException {
    for (Method method : of.getDeclaredMethods()) {
      if (method.getName().equals(name) && which.test(method)) {
        return method;
      }
    }
    throw new NoSuchMethodException(of.getName() + '.' + name);
  }

  /** The lowest of the methods that send and wait. */
  private static Method blockOf(Class<?> remote) throws NoSuchMethodException {
    Class<?>[] parameters = {byte.class, ByteBuffer.class, boolean.class, long.class};
    try {
      return remote.getDeclaredMethod(BLOCK, parameters);
    } catch (NoSuchMethodException older) {
      return remote.getDeclaredMethod(OLDER_BLOCK, parameters);
    }
  }

  /** The lowest of the methods that send and tell a handler. */
  private static Method startOf(Class<?> remote) throws NoSuchMethodException {
    try {
      return method(remote, START, m -> m.getParameterCount() == 5);
    } catch (NoSuchMethodException older) {
      return method(remote, START, m -> m.getParameterCount() == 4);
    }
  }

  private static MethodHandle getter(MethodHandles.Lookup lookup, String field)
      throws ReflectiveOperationException {
    return lookup.unreflectGetter(lookup.lookupClass().getDeclaredField(field));
  }

  /** Those of {@code WsSession}. */
  static final class Session {
    private static volatile @Nullable Session known;

    private final Class<?> type;
    private final MethodHandle remote;
    private final MethodHandle textHandler;
    private final MethodHandle close;

    private Session(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
      type = lookup.lookupClass();
      remote = getter(lookup, "wsRemoteEndpoint");
      textHandler = lookup.unreflect(type.getDeclaredMethod("getTextMessageHandler"));
      close = lookup.unreflect(method(type, "fireEndpointOnClose", m -> true));
    }

    static Session of(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
      Session session = known;
      if (session == null || session.type != lookup.lookupClass()) {
        session = new Session(lookup);
        known = session;
      }
      return session;
    }

    Object remote(Object session) throws Throwable {
      return remote.invoke(session);
    }

    /** Tells whether a reason to close is that the connection broke. */
    boolean isBroken(Object reason) throws ReflectiveOperationException {
      return String.valueOf(reason.getClass().getMethod("getCloseCode").invoke(reason))
          .equals("CLOSED_ABNORMALLY");
    }

    /** Hands a text to the application, if it takes any. */
    void text(Object session, String message) throws Throwable {
      Object handler = textHandler.invoke(session);
      if (handler == null) {
        return;
      }
      String name = textHandler.type().returnType().getName();
      ClassLoader loader = textHandler.type().returnType().getClassLoader();
      Class<?> partial = Class.forName(name + "$Partial", true, loader);
      if (partial.isInstance(handler)) {
        partial.getMethod("onMessage", Object.class, boolean.class).invoke(handler, message, true);
      } else {
        Class.forName(name + "$Whole", true, loader)
            .getMethod("onMessage", Object.class)
            .invoke(handler, message);
      }
    }

    /** Ends it, as the library was about to. */
    void close(Object session, Object reason) throws Throwable {
      close.invoke(session, reason);
    }
  }

  /** Those of {@code WsRemoteEndpointImplBase}. */
  static final class Remote {
    private static volatile @Nullable Remote known;

    private final Class<?> type;

    /** Whether a message that is sent and waited for passes a method below that of its name. */
    final boolean isBlockInternal;

    /** Whether a message that is sent with a handler passes a method with a time-out. */
    final boolean isStartTimed;

    private final MethodHandle session;
    private final MethodHandle block;
    private final MethodHandle start;
    private final Class<?> results;
    private final Method onResult;
    private final MethodHandle doClose;
    private final Class<?> reasons;

    private Remote(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
      type = lookup.lookupClass();
      session = getter(lookup, "wsSession");
      Method blocks = blockOf(type);
      isBlockInternal = blocks.getName().equals(BLOCK);
      block = lookup.unreflect(blocks);
      Method starts = startOf(type);
      isStartTimed = starts.getParameterCount() == 5;
      start = lookup.unreflect(starts);
      onResult = method(starts.getParameterTypes()[3], "onResult", m -> true);
      results = onResult.getParameterTypes()[0];
      Method closes =
          method(
              type.getDeclaredField("wsSession").getType(),
              "doClose",
              m -> m.getParameterCount() == 2);
      reasons = closes.getParameterTypes()[0];
      doClose = lookup.unreflect(closes);
    }

    static Remote of(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
      Remote remote = known;
      if (remote == null || remote.type != lookup.lookupClass()) {
        remote = new Remote(lookup);
        known = remote;
      }
      return remote;
    }

    void block(Object remote, byte opCode, ByteBuffer payload, boolean last, long expiry)
        throws Throwable {
      block.invoke(remote, opCode, payload, last, expiry);
    }

    void start(
        Object remote, byte opCode, ByteBuffer payload, boolean last, Object handler, long expiry)
        throws Throwable {
      if (isStartTimed) {
        start.invoke(remote, opCode, payload, last, handler, expiry);
      } else {
        start.invoke(remote, opCode, payload, last, handler);
      }
    }

    /** Tells a handler that a part was taken. */
    void taken(Object handler) {
      tell(handler, () -> results.getConstructor().newInstance());
    }

    /** Tells a handler that a message was not sent. */
    void failed(Object remote, Object handler, Throwable why) {
      tell(
          handler,
          () -> {
            for (Constructor<?> constructor : results.getConstructors()) {
              if (constructor.getParameterCount() == 2) { // from 2.2 of the API on
                return constructor.newInstance(session(remote), why);
              }
            }
            return results.getConstructor(Throwable.class).newInstance(why);
          });
    }

    private void tell(Object handler, Callable<Object> result) {
      try {
        onResult.invoke(handler, result.call());
      } catch (InvocationTargetException thrown) {
        if (thrown.getCause() instanceof RuntimeException) {
          throw (RuntimeException) thrown.getCause();
        }
        throw new IllegalStateException(thrown.getCause());
      } catch (Exception impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private Object session(Object remote) {
      try {
        return session.invoke(remote);
      } catch (Throwable impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** Closes the WebSocket as the library does when a message can't be written. */
    void breakOff(Object remote, Throwable why) throws Throwable {
      doClose.invoke(
          session(remote),
          reason("GOING_AWAY", ""),
          reason("CLOSED_ABNORMALLY", String.valueOf(why.getMessage())));
    }

    private Object reason(String name, String phrase) throws ReflectiveOperationException {
      ClassLoader loader = reasons.getClassLoader();
      Class<?> code = Class.forName(reasons.getName() + "$CloseCode", true, loader);
      Class<?> codes = Class.forName(reasons.getName() + "$CloseCodes", true, loader);
      String fits = phrase.substring(0, Math.min(phrase.length(), REASON_BYTES));
      return reasons
          .getConstructor(code, String.class)
          .newInstance(codes.getField(name).get(null), fits);
    }
  }

  /** Those of {@code WsFrameBase}. */
  static final class Frame {
    private static volatile @Nullable Frame known;

    private final Class<?> type;
    private final MethodHandle session;
    private final MethodHandle text;
    private final MethodHandle setText;
    private final MethodHandle sendText;
    private final MethodHandle sendBinary;

    private Frame(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
      type = lookup.lookupClass();
      session = getter(lookup, "wsSession");
      text = getter(lookup, "messageBufferText");
      setText = lookup.unreflectSetter(type.getDeclaredField("messageBufferText"));
      sendText = lookup.unreflect(type.getDeclaredMethod("sendMessageText", boolean.class));
      sendBinary =
          lookup.unreflect(
              type.getDeclaredMethod("sendMessageBinary", ByteBuffer.class, boolean.class));
    }

    static Frame of(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
      Frame frame = known;
      if (frame == null || frame.type != lookup.lookupClass()) {
        frame = new Frame(lookup);
        known = frame;
      }
      return frame;
    }

    Object session(Object frame) throws Throwable {
      return session.invoke(frame);
    }

    CharBuffer text(Object frame) throws Throwable {
      return (CharBuffer) text.invoke(frame);
    }

    /** Has the library hand on a text. */
    void text(Object frame, CharBuffer buffer, String message, boolean last) throws Throwable {
      setText.invoke(frame, CharBuffer.wrap(message));
      try {
        sendText.invoke(frame, last);
      } finally {
        setText.invoke(frame, buffer);
      }
    }

    /** Has the library hand on bytes. */
    void binary(Object frame, byte[] message, boolean last) throws Throwable {
      sendBinary.invoke(frame, ByteBuffer.wrap(message), last);
    }
  }
}
