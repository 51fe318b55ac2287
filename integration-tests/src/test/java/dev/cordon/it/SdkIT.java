package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.VendorEcho;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Unmodified programs on SDKs and frameworks that need nothing of their own. */
class SdkIT {
  @TestFactory
  Stream<DynamicTest> personalDataLeavesAsTokensAndComesBack() {
    return Matrix.sdks()
        .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> everyScenario(cell)));
  }

  private static void everyScenario(Matrix cell) {
    try (Lab lab = new Lab(cell).listed()) {
      for (String scenario : scenarios(cell.program())) {
        boolean plain = cell.program().equals("sdk-http-interfaces");
        Conversation vendor = lab.conversation(model(cell.program(), scenario));
        String prompt = Sample.PERSONAL_PROMPT;
        App.Reply reply = lab.call(scenario, vendor.url(), plain ? Bodies.chat(prompt) : prompt);
        if (plain) {
          assertTrue(reply.value().contains(prompt), reply.value());
        } else {
          assertEquals(prompt, reply.value(), scenario);
        }
        assertTrue(vendor.only().text().contains("EMAIL_"), vendor.only().text());
        lab.assertNothingLeaked(vendor);
        lab.span();
      }
      lab.end();
    }
  }

  private static String[] scenarios(String program) {
    switch (program) {
      case "sdk-langchain4j":
        return new String[] {"plain", "stream", "anthropic-plain", "anthropic-stream"};
      case "sdk-spring-ai":
        return new String[] {"plain", "simple", "jdk", "stream"};
      case "sdk-http-interfaces":
        return new String[] {"retrofit", "feign", "jersey"};
      case "sdk-semantic-kernel":
        return new String[] {"plain"};
      default:
        return new String[] {"plain", "stream"};
    }
  }

  private static Answer model(String program, String scenario) {
    if (program.equals("sdk-genai")) {
      return VendorEcho.gemini();
    }
    if (program.equals("sdk-cohere-java")) {
      return VendorEcho.cohere();
    }
    if (program.equals("sdk-ollama4j")) {
      return VendorEcho.ollama();
    }
    return scenario.startsWith("anthropic") ? VendorEcho.anthropic() : EchoModel.answer(3, 17);
  }

  /** The application's own code names nobody: a retriever puts the customer into the prompt. */
  @Test
  void whatARetrieverAddsIsRedactedToo() {
    try (Lab lab = new Lab(Matrix.langChain4j())) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String answer =
          lab.call("rag", vendor.url(), "When does it arrive?", "Ordered by " + Sample.EMAIL + ".")
              .value();
      assertTrue(answer.contains("Ordered by " + Sample.EMAIL), answer);
      assertTrue(vendor.only().text().contains("When does it arrive?"), vendor.only().text());
      assertFalse(vendor.only().text().contains(Sample.EMAIL), vendor.only().text());
      lab.assertNothingLeaked(vendor);
      lab.end();
    }
  }
}
