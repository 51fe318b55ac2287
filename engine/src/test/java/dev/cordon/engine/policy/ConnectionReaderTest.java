package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.connection.MinimumTls;
import dev.cordon.engine.connection.Reaction;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy file may say of connections. */
class ConnectionReaderTest {
  private static final String A = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final String B = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

  private static ParsedPolicy parse(String line) {
    PolicyContext context = new PolicyContext(Map.of(), Set.of(), VendorCatalogue.builtIn().ids());
    return PolicyParser.parse("cordon.yaml", ("version: 1\n" + line).getBytes(UTF_8), context);
  }

  @Test
  void everyKeyIsRead() {
    String pins = "pins: {'*.example.com': {sha256: ['" + A + "', 'sha256/" + B + "']}}";
    ParsedPolicy parsed =
        parse("connection: {plain_http: report, min_tls: 1.3, verification: block, " + pins + "}");
    assertNotNull(parsed.policy(), parsed.problems().toString());
    ConnectionRules rules = parsed.policy().connection();
    assertEquals(Reaction.REPORT, rules.plainHttp());
    assertEquals(MinimumTls.TLS_1_3, rules.minimum());
    assertEquals(Reaction.BLOCK, rules.verification());
    assertTrue(rules.names("api.example.com"));
    assertEquals(2, rules.pins().get(0).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {pins: {api.x.com: {sha256: [AAAA, A]}}} | "AAAA" is no pin: base64 of a key's SHA-256
          {pins: {api.x.com: {sha256: [B]}}} | needs a backup: two different pins
          {pins: {api.x.com: {sha256: [A, A]}}} | needs a backup: two different pins
          {pins: {api.x.com: {report_only: true}}} | sha256 is missing
          {pins: {"api.x.com:443": {sha256: [A, B]}}} | is no host and no *.suffix, without port and last dot
          {pins: {"*.x.com:8443": {sha256: [A, B]}}} | without port and last dot
          {pins: {"api.x.com.": {sha256: [A, B]}}} | without port and last dot
          {client_certificates: {"x.com:443": {cert_file: /none.crt}}} | without port and last dot
          {pins: {"https://x": {sha256: [A, B]}}} | is no host and no *.suffix
          {min_tls: 1.1} | must be 1.2 or 1.3
          {plain_http: never} | must be
          {verify: true} | unknown key
          {client_certificates: {x.com: {cert_file: /none.crt}}} | key_file is missing
          {client_certificates: {x.com: {cert_file: /none.crt, key_file: /none.key}}} | can't be used: /none.crt
          """)
  void mistakesAreToldWithTheirPlace(String section, String message) {
    String line = section.replace("[A, B]", "['" + A + "', '" + B + "']");
    line = line.replace(" A]", " '" + A + "']").replace("[A,", "['" + A + "',");
    ParsedPolicy parsed = parse("connection: " + line.replace("[B]", "['" + B + "']"));
    String problems = parsed.problems().toString();
    assertTrue(problems.contains(message) && problems.contains("cordon.yaml:2:"), problems);
  }
}
