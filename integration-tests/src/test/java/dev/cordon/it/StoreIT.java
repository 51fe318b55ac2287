package dev.cordon.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications that keep texts in a vector store over gRPC and search for them. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#stores")
record StoreIT(Matrix cell) {
  private static final String PASSWORD = "Tr0ub4dor&3x";
  private static final String WALLET = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";
  private static final String COLLECTION = "letters";

  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab = Lab.of(cell, app -> app.policy(Policies.of("redact:", "  crypto_address: block")));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  private String run(String scenario, String... arguments) {
    Tested.call(cell, scenario, arguments);
    return lab.app().run(scenario, arguments).value();
  }

  private static String seen() {
    return lab.app().run("seen").value();
  }

  private static void assertRedacted() {
    List<String> values = new ArrayList<>(Sample.ALL);
    values.add(PASSWORD);
    String seen = seen();
    assertTrue(seen.contains("EMAIL_"), seen);
    Leaks.assertNone("what the server saw", seen.getBytes(ISO_8859_1), values);
  }

  @Test
  void textsAreStoredRedactedAndFoundAsTheyWere() {
    run("write", Sample.PERSONAL_PROMPT, Sample.EMAIL, COLLECTION, PASSWORD);
    assertRedacted();
    assertEquals("true", lab.app().run("vectors").value());
    String found = run("search");
    assertTrue(found.contains(Sample.PERSONAL_PROMPT), found);
    assertFalse(found.contains("EMAIL_"), found);
    assertRedacted();
  }

  /** The same value has the same token, so a filter finds what was stored under it. */
  @Test
  void whatIsSearchedByAValueIsFound() {
    run("write", Sample.PERSONAL_PROMPT, Sample.EMAIL, COLLECTION, PASSWORD);
    assertEquals(Sample.PERSONAL_PROMPT, run("find", Sample.EMAIL));
    assertEquals("nothing", run("find", "someone.else@example.com"));
    assertRedacted();
  }

  @Test
  void aTextToSearchForIsRedacted() {
    assumeTrue(cell.library().startsWith("Milvus"), "sends it in an encoded message");
    run("write", Sample.HARMLESS, Sample.EMAIL, COLLECTION, PASSWORD);
    run("searchText", Sample.PERSONAL_PROMPT);
    assertRedacted();
  }

  @Test
  void whatHoldsNothingIsSentByteForByte() {
    assumeFalse(cell.library().startsWith("Milvus"), "its client hides what it sends");
    run("write", Sample.HARMLESS, "nobody", COLLECTION, "");
    assertEquals("true", lab.app().run("unchanged").value());
  }

  @Test
  void aRefusedCallIsNotSent() {
    String error = lab.app().run("write", WALLET, Sample.EMAIL, COLLECTION, PASSWORD).error();
    assertTrue(error.contains("Cordon refused"), error);
    assertFalse(seen().contains(WALLET));
  }

  @Test
  void aSearchIsASpan() {
    run("write", Sample.HARMLESS, Sample.EMAIL, COLLECTION, PASSWORD);
    run("search");
    List<Span> spans = lab.receiver().await(1, span -> span.getName().startsWith("retrieval"));
    Span span = spans.get(0);
    String store = cell.library().replaceAll(" .*", "").toLowerCase(java.util.Locale.ROOT);
    assertEquals("retrieval " + COLLECTION, span.getName());
    assertEquals("retrieval", OtlpReceiver.attribute(span, "gen_ai.operation.name"));
    assertEquals(store, OtlpReceiver.attribute(span, "db.system.name"));
    assertEquals(COLLECTION, OtlpReceiver.attribute(span, "db.collection.name"));
    assertEquals(COLLECTION, OtlpReceiver.attribute(span, "gen_ai.data_source.id"));
  }
}
