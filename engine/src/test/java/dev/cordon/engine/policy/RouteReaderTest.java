package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.policy.route.Route;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy may say of routes and regional hosts. */
class RouteReaderTest {
  private static final PolicyContext CONTEXT =
      new PolicyContext(
          Map.of("KEY", "gateway-key", "EVIL", "a\nb"), Set.of(), VendorCatalogue.builtIn().ids());

  private static ParsedPolicy read(String... lines) {
    byte[] text = ("version: 1\n" + String.join("\n", lines) + "\n").getBytes(UTF_8);
    return PolicyParser.parse("cordon.yaml", text, CONTEXT);
  }

  @Test
  void aRouteHasAnAddressHeadersAndSecrets() {
    Policy policy =
        read(
                "routes:",
                "  openai:",
                "    url: https://Gw.example.com/openai/",
                "    token: env:KEY",
                "    secret_headers: {X-Gateway-Key: env:KEY}",
                "    set_headers: {X-Team: search}",
                "    remove_headers: [OpenAI-Project]",
                "  anthropic: {url: 'http://[::1]:8080', credentials: keep}")
            .policy();
    assertNotNull(policy);
    assertNotNull(policy.routes());
    Route route = policy.routes().of("openai");
    assertNotNull(route);
    assertEquals("https://gw.example.com/openai", route.url().toString());
    assertEquals("gateway-key", route.secrets().get("x-gateway-key"));
    assertEquals("Bearer gateway-key", route.secrets().get("authorization"));
    assertEquals("[openai-project]", route.removed().toString());
    assertFalse(route.keepsCredentials());
    assertFalse(route.toString().contains("gateway-key"));
    assertEquals("anthropic to http://[::1]:8080", policy.routes().of("anthropic").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openia: {url: 'https://g.example'} | cordon.yaml:2:10: routes.openia: no such vendor; did you mean "openai"?
          openai: {} | routes.openai: url is missing
          openai: {uri: 'https://g.example'} | routes.openai.uri: unknown key; did you mean "url"?
          openai: {url: 'g.example'} | routes.openai.url: must be such as https://gateway.example.com/path
          openai: {url: 'ftp://g.example'} | routes.openai.url: must be such as
          openai: {url: 'https://user:pw@g.example'} | routes.openai.url: must be such as
          openai: {url: 'https://g.example?x=1'} | routes.openai.url: must be such as
          openai: {url: 'https://g.example/a/../b'} | routes.openai.url: must be such as
          openai: {url: 'https://g.example', credentials: kep} | must be remove or keep; did you mean "keep"?
          openai: {url: 'https://g.example', credentials: keep, token: env:KEY} | routes.openai.token: takes the place of the vendor's Authorization
          openai: {url: 'https://g.example', token: env:NONE} | routes.openai.token: environment variable NONE is not set
          openai: {url: 'https://g.example', token: env:EVIL} | routes.openai.token: the secret is empty, or has signs
          openai: {url: 'https://g.example', secret_headers: {host: env:KEY}} | secret_headers.host: is no header that can be changed
          openai: {url: 'https://g.example', set_headers: {'a b': c}} | set_headers.a b: is no header that can be changed
          openai: {url: 'https://g.example', set_headers: {a: "b\\nc"}} | set_headers.a: must be printable ASCII in one line
          openai: {url: 'https://g.example', token: env:KEY, set_headers: {Authorization: x}} | is set by token or secret_headers already
          openai: {url: 'https://g.example', set_headers: {a: b}, remove_headers: [A]} | remove_headers: "A" is set by this route
          openai: {url: 'https://g.example', remove_headers: [content-length]} | "content-length" is no header that can be changed
          openai: {url: 'https://g.example', region: atlantis} | routes.openai.region: must be a region
          openai: {url: 'https://g.example'}, anthropic: {url: 'https://g.example/'} | routes.anthropic.url: is the address of openai's calls too
          self_hosted: {url: 'https://g.example'} | routes.self_hosted: no host of this vendor is known
          """)
  void mistakesAreNamed(String routes, String problem) {
    String said = read("routes: {" + routes + "}").problems().toString();
    assertNull(read("routes: {" + routes + "}").policy());
    assertEquals(problem, said.contains(problem) ? problem : said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"env-like-secret", "Bearer sk-1234567890"})
  void aSecretThatStandsInTheFileIsNotRepeated(String secret) {
    String said =
        read("routes: {openai: {url: 'https://g.example', token: '" + secret + "'}}")
            .problems()
            .toString();
    assertEquals(
        true,
        said.contains("routes.openai.token: must be env:NAME, file:PATH") && !said.contains(secret),
        said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vendors: {deny: [openai]} | routes.openai: vendors.deny lets no call to this vendor out
          vendors: {allow: [groq]} | routes.openai: vendors.allow lets no call to this vendor out
          ignore_hosts: ['*.example'] | routes.openai.url: ignore_hosts keeps calls to this host from being governed
          residency: eu | routes.openai.url: residency keeps calls in eu, and nothing tells in which region g.example is; say region
          """)
  void contradictionsAreFound(String line, String problem) {
    String said = read(line, "routes: {openai: {url: 'https://g.example'}}").problems().toString();
    assertEquals(problem, said.contains(problem) ? problem : said);
  }

  @Test
  void aGatewayAbroadIsAContradiction() {
    String said =
        read("residency: eu", "routes: {openai: {url: 'https://g.example', region: eastus}}")
            .problems()
            .toString();
    String problem = "residency keeps calls in eu, and g.example is in eastus (US)";
    assertEquals(problem, said.contains(problem) ? problem : said);
    assertNotNull(
        read("residency: eu", "routes: {openai: {url: 'https://g.example', region: DE}}").policy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {use_regional_host: true} | residency: in is missing
          {in: europe} | residency.in: must be eu, eea or ISO
          {in: eu, use_regional_hosts: true} | unknown key; did you mean
          {in: eu, use_regional_host: yes} | residency.use_regional_host: must be true or false
          {in: eu, regional_hosts: {a.example: b.example}} | residency.regional_hosts: has no effect without use_regional_host
          {in: eu, use_regional_host: true, regional_hosts: {'*.a': b.example}} | is no host, without port
          {in: eu, use_regional_host: true, regional_hosts: {a.example: 'b:1'}} | "b:1" is no host, without port
          {in: eu, use_regional_host: true, regional_hosts: {a.example: us.api.openai.com}} | residency keeps calls in eu, and us.api.openai.com is in us
          """)
  void mistakesOfResidencyAreNamed(String residency, String problem) {
    String said = read("residency: " + residency).problems().toString();
    assertEquals(problem, said.contains(problem) ? problem : said);
  }
}
