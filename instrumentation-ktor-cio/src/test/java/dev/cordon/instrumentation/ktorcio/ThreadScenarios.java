package dev.cordon.instrumentation.ktorcio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Gate;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.RealGate;
import dev.cordon.instrumentation.testing.Reply;
import io.ktor.client.HttpClient;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose threads wait while a call is judged. Run by {@link EveryVersionTest}. */
public class ThreadScenarios {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";
  private static final int SECONDS = 30;

  private final RealGate gate = new RealGate();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch judged = new CountDownLatch(1);
  private final ExecutorService caller = Executors.newSingleThreadExecutor();

  @SuppressWarnings("deprecation") // since Ktor 3, which shares its threads
  private final HttpClient client =
      KtorClient.with(
          config -> {
            config.engine(
                engine -> {
                  engine.setThreadsCount(1);
                  return Unit.INSTANCE;
                });
            return Unit.INSTANCE;
          });

  @AfterEach
  void stop() {
    judged.countDown();
    Cordon.install(null);
    client.close();
    caller.shutdownNow();
  }

  /** A gate that takes its time. */
  private Cordon.Host slow() {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("gate")) {
            return proxy;
          }
          if (method.getName().equals("open")) {
            asked.countDown();
            judged.await(SECONDS, TimeUnit.SECONDS);
          }
          try {
            return method.invoke(gate, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        };
    Class<?>[] both = {Gate.class, Cordon.Host.class};
    return (Cordon.Host) Proxy.newProxyInstance(RealGate.class.getClassLoader(), both, handler);
  }

  @Test
  public void theOnlyThreadOfAnEngineServesOthersWhileACallIsJudged() throws Exception {
    try (RawServer server = new RawServer(RawServer.ok("application/json", "{}"))) {
      Cordon.install(slow());
      String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + VALUE + "\"}]}";
      Ask chat = Ask.post(server.url("/v1/chat/completions"), body);
      Future<String> answer = caller.submit(() -> text(chat));
      assertTrue(asked.await(SECONDS, TimeUnit.SECONDS), "the call is being judged");
      assertEquals("{}", text(Ask.post(server.url("/orders"), "{}")));
      assertEquals(1, server.requests().size());
      judged.countDown();
      assertEquals("{}", answer.get(SECONDS, TimeUnit.SECONDS));
      assertEquals(2, server.requests().size());
      assertFalse(server.requests().get(1).contains(VALUE), server.requests()::toString);
    }
  }

  private String text(Ask ask) throws Exception {
    try (Reply reply = KtorClient.send(client, KtorClient.request(ask))) {
      return new String(reply.bytes(), UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
