package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent comes late: the application runs, its clients are built and were used. The classes of
 * Apache's HttpClient 4 are class files of Java 6.
 */
class AttachIT {
  static Stream<Matrix> applications() {
    Stream<Matrix> okHttp = Matrix.okHttp().filter(cell -> cell.library().contains("4.12"));
    Stream<Matrix> apache = Matrix.apache().filter(cell -> cell.library().contains("4.5.14"));
    return Stream.of(okHttp, Matrix.javaHttp(), apache).flatMap(Function.identity());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("applications")
  void clientsThatWereBuiltBeforeAreGovernedFromThenOn(Matrix cell) throws Exception {
    String scenario = cell.program().equals("javahttp") ? "ofString" : "post";
    try (ScriptedServer server = new ScriptedServer();
        App app = cell.app().withoutAgent().start()) {
      Conversation before = server.conversation(EchoModel.answer());
      String body = Bodies.chat(Sample.PERSONAL_PROMPT);
      app.run(scenario, before.baseUrl() + "/chat/completions", body).value();
      assertThrows(AssertionError.class, () -> Leaks.assertNone(before.only(), Sample.ALL));

      VirtualMachine machine = VirtualMachine.attach(String.valueOf(app.process().pid()));
      machine.loadAgent(Places.agentJar().toString());
      machine.detach();

      Conversation after = server.conversation(EchoModel.answer());
      String reply = app.run(scenario, after.baseUrl() + "/chat/completions", body).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
      Leaks.assertNone(after.only(), Sample.ALL);
      assertEquals(0, app.stop());
    }
  }
}
