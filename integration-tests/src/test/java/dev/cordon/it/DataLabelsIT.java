package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How confidential the data is that leaves through real clients. */
class DataLabelsIT {
  private static final String SECRET = "Profits fell by half.";
  private static final String MARKED = "CONFIDENTIAL " + SECRET;
  private static final String RULE = "vendors.rules.unknown.accepts";

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of(Matrix.okHttp().findFirst().orElseThrow(), "post"),
        Arguments.of(Matrix.javaHttp().findFirst().orElseThrow(), "ofString"),
        Arguments.of(Matrix.apache().findFirst().orElseThrow(), "chunked"),
        Arguments.of(Matrix.urlConnection().findFirst().orElseThrow(), "fixed"),
        Arguments.of(
            Matrix.nonBlocking()
                .filter(cell -> cell.program().equals("reactor"))
                .findFirst()
                .orElseThrow(),
            "post"));
  }

  private static String url(Conversation vendor) {
    return vendor.baseUrl() + "/chat/completions";
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aMarkedTextIsWithheldAndTheRestLeaves(Matrix cell, String scenario) throws Exception {
    Path trail = Places.scratch("labels").resolve("audit.jsonl");
    Path policy =
        Policies.of(
            "audit: {file: " + trail + "}", "vendors: {rules: {unknown: {accepts: [internal]}}}");
    try (Lab lab = Lab.of(cell, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      lab.call(scenario, url(vendor), Bodies.chat(MARKED)).value();
      String sent = vendor.only().text();
      assertTrue(sent.contains("[confidential text withheld]"), sent);
      assertFalse(sent.contains(SECRET), sent);
      lab.call(scenario, url(vendor), Bodies.chat(Sample.HARMLESS)).value();
      assertTrue(vendor.requests().get(1).text().contains(Sample.HARMLESS));
      lab.end();
    }
    String records = Files.readString(trail);
    assertTrue(records.contains("\"labels\":[\"confidential\"]"), records);
    assertTrue(records.contains("\"rule\":\"" + RULE + '"'), records);
    assertFalse(records.contains(SECRET), records);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void orTheCallIsRefusedWithTheRule(Matrix cell, String scenario) {
    Path policy = Policies.of("vendors: {rules: {unknown: {accepts: [internal], above: refuse}}}");
    try (Lab lab = Lab.of(cell, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call(scenario, url(vendor), Bodies.chat(MARKED)).value();
      assertTrue(reply.startsWith("403"), reply);
      assertTrue(reply.contains("by its marking, is confidential"), reply);
      assertTrue(reply.contains(RULE), reply);
      assertEquals(0, vendor.requests().size());
      lab.end();
    }
  }
}
