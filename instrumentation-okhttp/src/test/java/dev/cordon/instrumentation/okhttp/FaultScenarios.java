package dev.cordon.instrumentation.okhttp;

import static dev.cordon.instrumentation.okhttp.Scene.CHAT;
import static dev.cordon.instrumentation.okhttp.Scene.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when we are wrong. Run by {@link EveryVersionTest}. */
class FaultScenarios {
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private void assertRefused() throws IOException {
    Response response = scene.post(CHAT, json("Mallory"));
    assertEquals(403, response.code());
    assertEquals("false", response.header("x-should-retry"));
    assertTrue(response.body().string().contains("agent_fault"));
    assertEquals(List.of(), scene.server.requests());
  }

  private void assertSentAsItWas() throws IOException {
    assertEquals("{\"hello\":\"PERSON_7KQ2M9\"}", scene.chat("Mallory"));
    assertEquals("Mallory", scene.sentBody());
  }

  @Test
  void aFaultBeforeTheVerdictRefusesTheCall() throws IOException {
    scene.gate.faultInIsAiCall = new StackOverflowError();
    assertRefused();
    assertEquals(List.of("fault okhttp recognise StackOverflowError"), scene.gate.events());
  }

  @Test
  void aFaultBeforeTheVerdictLetsTheCallPassWherePolicySaysSo() throws IOException {
    scene.gate.blockOnFault = false;
    scene.gate.faultInIsAiCall = new IllegalStateException();
    assertSentAsItWas();
  }

  @Test
  void aFaultOfTheVerdictRefusesTheCall() throws IOException {
    scene.gate.faultInJudge = new IllegalStateException();
    assertRefused();
    assertEquals(
        List.of("fault okhttp judge IllegalStateException", "fail IllegalStateException"),
        scene.gate.events().subList(1, 3));
  }

  @Test
  void aFaultOfTheVerdictSendsTheOriginalWherePolicySaysSo() throws IOException {
    scene.gate.blockOnFault = false;
    scene.gate.faultInJudge = new NoClassDefFoundError();
    assertSentAsItWas();
  }

  @Test
  void aFaultWhenTheAnswerBeginsLeavesTheAnswerAsItCame() throws IOException {
    scene.gate.faultInAnswer = new IllegalStateException();
    assertEquals("{\"hello\":\"PERSON_7KQ2M9\"}", scene.chat("Mallory"));
    assertEquals("PERSON_7KQ2M9", scene.sentBody());
  }

  @Test
  void withoutAnAgentTheInterceptorDoesNothing() throws IOException {
    dev.cordon.instrumentation.Cordon.install(null);
    assertSentAsItWas();
  }
}
