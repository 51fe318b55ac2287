package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A policy or arguments that can't be used: the operator reads why at start, AI calls are refused,
 * and everything else of the application goes on.
 */
class BadPolicyIT {
  private static final Matrix CELL =
      Matrix.okHttp().filter(cell -> cell.library().contains("4.12")).findFirst().orElseThrow();

  private static final String KEY = "MCowBQYDK2VwAyEAVm+edyu2yfnds7Ad2ycEUsoceDf3kBejBMpJcFR/Fa4=";

  static Stream<Arguments> mistakes() {
    Path missing = Places.scratch("policy").resolve("nowhere.yaml");
    return Stream.of(
        mistake("a missing file", app -> app.policy(missing), "nowhere.yaml"),
        mistake("a directory", app -> app.policy(missing.getParent()), "can't be read"),
        mistake("a pipe that nobody writes", app -> app.policy(pipe()), "not a regular file"),
        mistake("a device", app -> app.policy(Path.of("/dev/zero")), "not a regular file"),
        mistake(
            "values without end",
            policy("custom_types: {customer: {values_file: /dev/zero}}"),
            "cordon.yaml:2:",
            "not a regular file"),
        mistake("an unknown key", policy("mod: enforce"), "cordon.yaml:2:", "mod", "mode"),
        mistake("an unknown value", policy("mode: enforced"), "cordon.yaml:2:", "enforce"),
        mistake("a key twice", policy("mode: off", "mode: enforce"), "cordon.yaml:3:", "twice"),
        mistake("no YAML", policy("mode: [enforce"), "cordon.yaml:"),
        mistake(
            "an unknown data type",
            policy("redact:", "  email_adress: mask"),
            "cordon.yaml:3:",
            "email_address"),
        mistake("an unknown argument", app -> app.agentArguments("polcy=x"), "polcy"),
        mistake("an argument without value", app -> app.agentArguments("policy"), "policy="),
        mistake(
            "a policy that is not signed",
            app -> policy("mode: observe").apply(app).jvm("-Dcordon.require_signature=" + KEY),
            "it is not signed: cordon.yaml.sig",
            "policy sign"),
        mistake(
            "no policy where one has to be signed",
            app -> app.environment("CORDON_REQUIRE_SIGNATURE", KEY),
            "asks for a signed policy, and none is named"),
        mistake(
            "a key that is none",
            app -> app.agentArguments("require_signature=absent.pub"),
            "require_signature: no public key"),
        mistake("an unknown log level", app -> app.agentArguments("log=loud"), "loud"),
        mistake(
            "a missing file named by the environment",
            app -> app.environment("CORDON_POLICY", missing.toString()),
            "nowhere.yaml"),
        mistake(
            "a missing file named by a property",
            app -> app.jvm("-Dcordon.policy=" + missing),
            "nowhere.yaml"));
  }

  private static Arguments mistake(
      String name, UnaryOperator<App.Builder> configure, String... message) {
    return Arguments.of(org.junit.jupiter.api.Named.of(name, configure), message);
  }

  private static Path pipe() {
    Path pipe = Places.scratch("policy").resolve("pipe.yaml");
    try {
      Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
      assertEquals(0, Await.end(mkfifo), "mkfifo");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return pipe;
  }

  private static UnaryOperator<App.Builder> policy(String... lines) {
    Path file = Policies.of(lines);
    return app -> app.policy(file);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isReportedAtStartAndRefusesAiCallsAlone(
      UnaryOperator<App.Builder> configure, String[] message) {
    try (Lab lab = Lab.of(CELL, configure)) {
      for (String part : message) {
        String line = lab.app().err().await(part);
        assertTrue(line.startsWith("[cordon] error"), line);
      }
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply =
          lab.call(
                  "post",
                  vendor.baseUrl() + "/chat/completions",
                  Bodies.chat(Sample.PERSONAL_PROMPT))
              .value();
      assertTrue(reply.startsWith("403\n"), reply);
      assertTrue(reply.contains("policy"), reply);
      assertEquals(0, vendor.requests().size());

      Conversation shop = lab.conversation(Answer.json(200, "{}"));
      String other = lab.app().run("post", shop.url() + "/orders", "{}").value();
      assertTrue(other.startsWith("200\n"), other);
      lab.end();
    }
  }

  @Test
  void aChangedPolicyTakesEffectAndAnInvalidOneDoesNot() {
    Path file = Policies.of("redact:", "  email_address: mask");
    try (Lab lab = Lab.of(CELL, app -> app.policy(file))) {
      assertEquals(false, ask(lab).contains(Sample.EMAIL), "masked for good");

      Policies.write(file, "version: 1\nredact:\n  email_address: tokenise\n");
      lab.app().err().await("cordon.yaml:3:");
      assertEquals(false, ask(lab).contains(Sample.EMAIL), "the old policy stays");

      Policies.write(file, "version: 1\nredact:\n  email_address: tokenize\n");
      lab.app().err().await("is in force", 2);
      assertTrue(ask(lab).contains(Sample.EMAIL), "tokens are restored");
      lab.end();
    }
  }

  private static String ask(Lab lab) {
    Conversation vendor = lab.conversation(EchoModel.answer());
    String url = vendor.baseUrl() + "/chat/completions";
    String reply = lab.call("post", url, Bodies.chat(Sample.EMAIL)).value();
    lab.assertNothingLeaked(vendor);
    return reply;
  }
}
