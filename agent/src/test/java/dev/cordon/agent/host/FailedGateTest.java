package dev.cordon.agent.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.wire.WireFormats;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** While no engine runs, no AI call goes out, and every other call does. */
class FailedGateTest {
  private static final byte[] BODY = "{\"x\":1}".getBytes(UTF_8);

  private final FailedGate gate = new FailedGate();

  /** The hosts of the vendors' file, read here without the code that reads it. */
  static Stream<RequestHead> everyVendorsHosts() throws IOException {
    List<RequestHead> heads = new ArrayList<>();
    for (String line : text(VendorCatalogue.class, "vendors.txt").split("\n")) {
      String[] words = line.trim().split(" +");
      if (words[0].equals("host")) {
        String path = words.length == 2 ? "" : words[2].replace("*", "a1");
        heads.add(head("POST", words[1].replace("*", "eu-1"), path + "/no/known/path"));
      }
    }
    assertTrue(heads.size() > 60, "hosts");
    return heads.stream();
  }

  /** The paths of the wire formats' file. */
  static Stream<RequestHead> everyCertainPath() throws IOException {
    JsonNode root = new ObjectMapper().readTree(text(WireFormats.class, "wire-formats.json"));
    List<RequestHead> heads = new ArrayList<>();
    for (JsonNode format : root.get("formats")) {
      for (JsonNode path : format.path("paths")) {
        String[] words = path.asText().split(" ");
        if (format.path("certain").asBoolean()) {
          heads.add(head(words[0], "gateway.internal", "/base" + words[1].replace("*", "m1")));
        }
      }
    }
    assertTrue(heads.size() > 15, "paths");
    return heads.stream();
  }

  @ParameterizedTest
  @MethodSource({"everyVendorsHosts", "everyCertainPath"})
  void noAiCallGoesOut(RequestHead head) {
    assertTrue(gate.isAiCall(head));
    Exchange exchange = gate.open(head);
    assertNotNull(exchange.judge(BODY).refusal());
    assertNotNull(exchange.refusal());
  }

  @ParameterizedTest
  @CsvSource({"/orders/17", "/v1/files", "/v1/messages", "/generate"})
  void otherCallsGoOn(String path) {
    Exchange exchange = gate.open(head("POST", "shop.internal", path));
    if (exchange != null) {
      assertSame(BODY, exchange.judge(BODY).body());
      assertNull(exchange.refusal());
    }
  }

  @Test
  void aCommonPathWithAnAiCallsBodyIsOne() {
    Exchange exchange = gate.open(head("POST", "shop.internal", "/v1/messages"));
    assertNotNull(exchange.judge("{\"model\":\"m\",\"messages\":[]}".getBytes(UTF_8)).refusal());
  }

  @ParameterizedTest
  @CsvSource({
    "api.openai.com,/v1/anything",
    "gateway.internal,/v1/chat/completions",
    ",/v1/messages",
    "generativelanguage.googleapis.com,/v1beta/models/m:generateContent",
    "api.x.ai,/",
  })
  void withoutCataloguesWhatLooksLikeAnAiCallMeetsAFault(String host, String path) {
    FailedGate blind = new FailedGate(null);
    RequestHead head = head("POST", host, path);

    assertThrows(IllegalStateException.class, () -> blind.isAiCall(head));
    assertThrows(IllegalStateException.class, () -> blind.open(head));
  }

  @Test
  void withoutCataloguesOtherCallsGoOnToo() {
    FailedGate blind = new FailedGate(null);
    RequestHead head = head("POST", "shop.internal", "/orders/17");

    assertFalse(blind.isAiCall(head));
    assertNull(blind.open(head));
  }

  @Test
  void aCallToAVendorPastAHookThatDoesNothingIsRefusedToo() {
    assertNotNull(gate.unhooked(head("POST", "api.openai.com", "/v1/chat/completions")));
    assertNull(gate.unhooked(head("POST", "shop.internal", "/orders/17")));
    assertNull(new FailedGate(null).unhooked(head("POST", "api.openai.com", "/v1/models")));
  }

  private static RequestHead head(String method, String host, String path) {
    return new RequestHead(
        new Library("okhttp", null), method, "https", host, -1, path, null, HeaderSource.NONE);
  }

  private static String text(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
