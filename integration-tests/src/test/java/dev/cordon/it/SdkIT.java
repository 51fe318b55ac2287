package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.ChineseEcho;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unmodified programs on SDKs and frameworks that need nothing of their own. */
class SdkIT {
  @TestFactory
  Stream<DynamicTest> personalDataLeavesAsTokensAndComesBack() {
    return Sdk.all().map(sdk -> DynamicTest.dynamicTest(sdk.toString(), () -> everyScenario(sdk)));
  }

  private static void everyScenario(Sdk sdk) {
    String[] policy = sdk.policy().toArray(new String[0]);
    try (Lab lab = Lab.of(sdk.cell(), app -> app.policy(Policies.of(policy))).listed()) {
      List<String> failures = new ArrayList<>();
      for (String scenario : sdk.scenarios()) {
        try {
          oneScenario(lab, sdk, scenario);
        } catch (AssertionError e) {
          failures.add(scenario + ": " + e.getMessage());
        }
      }
      assertEquals(List.of(), failures);
      lab.end();
    }
  }

  private static void oneScenario(Lab lab, Sdk sdk, String scenario) {
    boolean written = sdk.cell().program().equals("sdk-http-interfaces");
    boolean tool = scenario.contains("tool");
    Conversation vendor = lab.conversation(sdk.model(scenario));
    String prompt = Sample.PERSONAL_PROMPT;
    App.Reply reply = lab.call(scenario, vendor.url(), written ? Bodies.chat(prompt) : prompt);
    if (written || tool) {
      assertTrue(reply.value().contains((tool ? "sent: " : "") + prompt), reply.value());
    } else {
      assertEquals(prompt, reply.value());
    }
    if (tool) {
      lab.another(); // what the tool returned
    }
    List<Received> asked =
        vendor.requests().stream().filter(request -> !ChineseEcho.isForKey(request)).toList();
    assertEquals(tool ? 2 : 1, asked.size(), "requests");
    for (Received request : asked) {
      assertTrue(request.text().contains("EMAIL_"), request.text());
    }
    lab.assertNothingLeaked(vendor);
    lab.span();
  }

  /** The application's own code names nobody: a retriever puts the customer into the prompt. */
  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#retrievers")
  void whatARetrieverAddsIsRedactedToo(Matrix cell) {
    try (Lab lab = new Lab(cell)) {
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
