package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.SyntheticAnswer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** What advice needs of the JDK's own HTTP client and of the body that it writes. Immutable. */
final class ClientFields {
  private static final String BODY = "sun.net.www.http.PosterOutputStream";
  private static volatile @Nullable ClientFields instance;

  private final MethodHandle body;
  private final MethodHandle socket;
  private final MethodHandle setSocket;
  private final MethodHandle setOutput;

  private ClientFields(Lookup lookup) throws ReflectiveOperationException {
    Class<?> type = lookup.lookupClass();
    body =
        lookup
            .findConstructor(Class.forName(BODY, false, null), MethodType.methodType(void.class))
            .asType(MethodType.methodType(OutputStream.class));
    socket =
        lookup
            .findGetter(type, "serverSocket", Socket.class)
            .asType(MethodType.methodType(Socket.class, Object.class));
    setSocket =
        lookup
            .findSetter(type, "serverSocket", Socket.class)
            .asType(MethodType.methodType(void.class, Object.class, Socket.class));
    setOutput =
        lookup
            .findSetter(type, "serverOutput", PrintStream.class)
            .asType(MethodType.methodType(void.class, Object.class, PrintStream.class));
  }

  /**
   * Returns the fields.
   *
   * @param lookup the client class's own
   * @throws ReflectiveOperationException when this JDK has others
   */
  static ClientFields of(Lookup lookup) throws ReflectiveOperationException {
    ClientFields known = instance;
    if (known == null) {
      known = new ClientFields(lookup);
      instance = known;
    }
    return known;
  }

  /** Returns a body of the JDK's own type with these bytes. */
  OutputStream body(byte[] bytes) throws Throwable {
    OutputStream out = (OutputStream) body.invokeExact();
    out.write(bytes);
    return out;
  }

  /**
   * Puts an answer in the network's place: what the JDK writes from now on goes nowhere, and what
   * it reads is this.
   */
  void answer(Object client, SyntheticAnswer answer) throws Throwable {
    RefusedSocket refused = new RefusedSocket((Socket) socket.invokeExact(client), answer);
    setSocket.invokeExact(client, (Socket) refused);
    setOutput.invokeExact(client, new PrintStream(refused.getOutputStream()));
  }
}
