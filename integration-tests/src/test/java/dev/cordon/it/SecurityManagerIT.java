package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Security managers, which JDKs up to 23 can have. */
class SecurityManagerIT {
  /** Every client on every such JDK. */
  static Stream<Matrix> cells() {
    return Stream.of(
            Matrix.okHttp().filter(cell -> cell.library().contains("4.12")),
            Matrix.javaHttp(),
            Matrix.urlConnection())
        .flatMap(each -> each)
        .filter(cell -> cell.jdk().version() < 24);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void whereTheAgentIsNotTrustedTheApplicationStartsWithoutIt(Matrix cell) {
    try (Lab lab = Lab.of(cell, app -> app.jvm(manager(false)))) {
      String line = lab.app().err().await("[cordon]");
      assertTrue(line.contains("java.security.AllPermission"), line);
      Conversation vendor = lab.conversation(EchoModel.answer());
      assertTrue(post(cell, lab, vendor, false).contains(Sample.EMAIL));
      assertEquals(1, vendor.requests().size());
      assertEquals(0, lab.app().stop());
      assertEquals(1, lab.app().err().matching(text -> text.contains("[cordon]")).size());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void whereTheAgentIsTrustedCallsOfAnApplicationOfFewRightsAreGoverned(Matrix cell) {
    try (Lab lab = Lab.of(cell, app -> app.jvm(manager(true)))) {
      Conversation vendor = lab.conversation(EchoModel.answer(), EchoModel.answer());
      assertTrue(post(cell, lab, vendor, true).contains(Sample.PERSONAL_PROMPT));
      assertTrue(post(cell, lab, vendor, true).contains(Sample.PERSONAL_PROMPT));
      lab.assertNothingLeaked(vendor);
      lab.span();
      assertEquals(List.of(), lab.app().err().matching(SecurityManagerIT::isComplaint));
      lab.end();
    }
  }

  private static boolean isComplaint(String line) {
    return line.startsWith("[cordon] error") || line.startsWith("[cordon] warning");
  }

  private static String post(Matrix cell, Lab lab, Conversation vendor, boolean governed) {
    String[] arguments = {
      vendor.baseUrl() + "/chat/completions", Bodies.chat(Sample.PERSONAL_PROMPT)
    };
    String scenario = cell.program().equals("javahttp") ? "ofString" : "post";
    App.Reply reply = governed ? lab.call(scenario, arguments) : lab.app().run(scenario, arguments);
    return reply.value();
  }

  /** A policy that grants applications what they and their libraries need, and no more. */
  private static String[] manager(boolean trusted) {
    Path policy = Places.scratch("policy").resolve("java.policy");
    String ours =
        "grant codeBase \""
            + Places.agentJar().toUri()
            + "\" {"
            + " permission java.security.AllPermission; };\n";
    String application =
        """
        grant codeBase "file:%s/-" {
          permission java.net.SocketPermission "localhost:1024-", "connect,resolve,accept,listen";
          permission java.net.URLPermission "http://127.0.0.1:*/-", "*:*";
          permission java.util.PropertyPermission "*", "read";
          permission java.lang.RuntimePermission "exitVM.*";
          permission java.lang.RuntimePermission "getenv.*";
          permission java.lang.RuntimePermission "accessDeclaredMembers";
          permission java.lang.RuntimePermission "modifyThread";
          permission java.lang.RuntimePermission "getClassLoader";
          permission java.lang.RuntimePermission "setFactory";
          permission java.net.NetPermission "getProxySelector";
          permission java.net.NetPermission "getCookieHandler";
          permission java.net.NetPermission "setDefaultAuthenticator";
          permission java.util.logging.LoggingPermission "control";
        };
        """;
    try {
      Files.writeString(
          policy,
          (trusted ? ours : "")
              + application.formatted(System.getProperty("user.home"))
              + application.formatted(Places.scratch("x").getParent()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new String[] {"-Djava.security.manager", "-Djava.security.policy==" + policy};
  }
}
