package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for the path of the web request that leads to an AI call, in real servers. */
class WebPathsIT {
  static Stream<Arguments> servers() {
    List<Jdk> jdks = Jdk.all();
    Jdk newest = jdks.get(jdks.size() - 1);
    return Stream.of(
        Arguments.of("javax", "tomcat", 8, jdks.get(0), "/app"),
        Arguments.of("jakarta", "tomcat-10.1.34", 11, newest, "/app"),
        Arguments.of("webflux-server", "spring-webflux-7.0.10", 17, newest, ""));
  }

  @ParameterizedTest(name = "{0} with {1} on {3}")
  @MethodSource("servers")
  void theWebRequestsPathNamesTheCaller(
      String server, String libraries, int release, Jdk jdk, String context) {
    Path policy =
        Policies.of(
            "callers:", "  default: deny", "  rules:", "    hr: {paths: ['" + context + "/hr/*']}");
    App.Builder app =
        App.of(Program.of("callers-web+callers-" + server, new Libraries(libraries), release))
            .on(jdk)
            .policy(policy);
    try (Lab lab = new Lab(app)) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String reply = lab.call("ask", context + "/hr/ask", url, Bodies.chat(Sample.EMAIL)).value();
      assertTrue(reply.contains(Sample.EMAIL), reply);
      assertEquals("hr", OtlpReceiver.attribute(lab.span(), "cordon.caller.rule"));
      String other = lab.call("ask", context + "/shop/ask", url, Bodies.chat("Hello")).value();
      assertTrue(other.contains("callers.default"), other);
      assertEquals(1, vendor.requests().size());
      lab.end();
    }
  }
}
