package dev.cordon.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with connections. */
class ConnectionRulesTest {
  private static final String HOST = "api.example.com";
  private static final String OTHER = "4f8Lk2yJ0Yv0G2rYp9Tn5mU1Qw3eRtYuIoPaSdFgHjk=";

  @TempDir static Path folder;
  private static X509Certificate root;
  private static X509Certificate leaf;
  private static X509Certificate addressed;
  private static X509Certificate stranger;

  @BeforeAll
  static void makeCertificates() throws Exception {
    keytool("-genkeypair", "root", "-ext", "bc:c", "-dname", "CN=Root");
    keytool("-genkeypair", "stranger", "-ext", "bc:c", "-dname", "CN=Stranger");
    keytool("-genkeypair", "leaf", "-dname", "CN=leaf");
    keytool("-certreq", "leaf", "-file", file("leaf.csr"));
    keytool(
        "-gencert",
        "root",
        "-infile",
        file("leaf.csr"),
        "-outfile",
        file("leaf.crt"),
        "-ext",
        "san=dns:api.example.com,dns:*.eu.example.com",
        "-validity",
        "2",
        "-rfc");
    keytool("-importcert", "leaf", "-file", file("leaf.crt"), "-noprompt");
    String addresses = "san=ip:127.0.0.1,ip:::1,ip:2001:db8::10";
    keytool("-genkeypair", "addressed", "-dname", "CN=local", "-ext", addresses);
    KeyStore store = store();
    root = (X509Certificate) store.getCertificate("root");
    stranger = (X509Certificate) store.getCertificate("stranger");
    addressed = (X509Certificate) store.getCertificate("addressed");
    leaf = (X509Certificate) store.getCertificateChain("leaf")[0];
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
      store.load(in, "changeit".toCharArray());
    }
    return store;
  }

  private static void keytool(String command, String alias, String... more) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(command, "-alias", alias, "-keystore", file("all.p12")));
    line.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    if (command.equals("-genkeypair")) {
      line.addAll(List.of("-keyalg", "EC", "-validity", "2"));
    }
    line.addAll(List.of(more));
    Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = Await.output(keytool);
    assertEquals(0, keytool.exitValue(), said);
  }

  private static SSLSession session(String protocol, Certificate... chain) {
    return (SSLSession)
        Proxy.newProxyInstance(
            ConnectionRulesTest.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getProtocol")) {
                return protocol;
              }
              if (chain.length == 0) {
                throw new SSLPeerUnverifiedException("none");
              }
              return chain;
            });
  }

  private static X509TrustManager trusting(X509Certificate... who) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate each : who) {
      store.setCertificateEntry(Integer.toString(store.size()), each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager) {
        return (X509TrustManager) manager;
      }
    }
    throw new AssertionError("no trust manager");
  }

  private static ConnectionRules rules(Reaction verification, Pins... pins) {
    return new ConnectionRules(
        Reaction.BLOCK, MinimumTls.TLS_1_2, verification, Reaction.BLOCK, List.of(pins), List.of());
  }

  private static Pins pins(String... pins) {
    return new Pins(HOST, Set.of(pins), false);
  }

  private static @Nullable Flaw judge(ConnectionRules rules, Certificate... chain)
      throws Exception {
    X509TrustManager trust = trusting(root);
    return first(rules.judge(HOST, session("TLSv1.3", chain), () -> trust));
  }

  private static @Nullable Flaw first(List<Flaw> flaws) {
    return flaws.isEmpty() ? null : flaws.get(0);
  }

  /** What an exception lifts, or is reported only, hides nothing else that is wrong. */
  @Test
  void allThatIsWrongIsSaid() throws Exception {
    X509TrustManager other = trusting(stranger);
    Pins reported = new Pins(HOST, Set.of(OTHER), true);
    List<Flaw> flaws =
        rules(Reaction.BLOCK, reported).judge(HOST, session("TLSv1.1", leaf), () -> other);
    assertEquals(
        List.of("connection.min_tls", "connection.pins." + HOST, "connection.verification"),
        flaws.stream().map(Flaw::rule).collect(Collectors.toList()));
    assertEquals(Reaction.REPORT, flaws.get(1).reaction());
    assertEquals(Reaction.BLOCK, flaws.get(2).reaction());
  }

  @ParameterizedTest
  @CsvSource({
    "::1, true",
    "[::1], true",
    "0:0:0:0:0:0:0:1, true",
    "0000:0000::0001, true",
    "::1%lo, true",
    "::2, false",
    "2001:DB8::10, true",
    "2001:db8:0:0::0010, true",
    "127.0.0.1, true",
    "127.0.0.2, false",
    "1, false",
  })
  void anAddressIsTheSameHoweverItIsWritten(String host, boolean matches) {
    assertEquals(matches, HostName.isFor(addressed, host));
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.1, false", "TLSv1, false", "SSLv3, false"})
  void anOldVersionIsAFlaw(String version, boolean admitted) {
    Flaw flaw = first(ConnectionRules.BUILT_IN.judge(HOST, session(version, leaf), () -> null));
    assertEquals(admitted, flaw == null);
    assertTrue(admitted || flaw.rule().equals("connection.min_tls"));
  }

  @Test
  void withoutRulesNobodyReadsCertificates() {
    assertEquals(
        List.of(), ConnectionRules.BUILT_IN.judge(HOST, session("TLSv1.3"), this::neverAsked));
  }

  private X509TrustManager neverAsked() {
    throw new AssertionError("asked");
  }

  @Test
  void aPinOfAnyKeyInTheChainFits() throws Exception {
    assertNull(judge(rules(Reaction.ALLOW, pins(Pins.of(leaf), OTHER)), leaf, root));
    assertNull(judge(rules(Reaction.ALLOW, pins(Pins.of(root), OTHER)), leaf, root));
  }

  @Test
  void anAuthorityThatIsNotSentIsFoundInTheTrustStore() throws Exception {
    assertNull(judge(rules(Reaction.ALLOW, pins(Pins.of(root), OTHER)), leaf));
  }

  @Test
  void aCertificateThatIsOnlySentBesidesProvesNothing() throws Exception {
    Flaw flaw = judge(rules(Reaction.ALLOW, pins(Pins.of(root), OTHER)), stranger, root);
    assertNotNull(flaw);
    assertEquals("connection.pins." + HOST, flaw.rule());
    assertTrue(flaw.what().contains(Pins.of(stranger)), flaw.what());
    assertNotNull(judge(rules(Reaction.ALLOW, pins(Pins.of(stranger), OTHER)), leaf, stranger));
  }

  @Test
  void aServerWithoutACertificateFitsNoPin() throws Exception {
    assertNotNull(judge(rules(Reaction.ALLOW, pins(Pins.of(root), OTHER))));
  }

  @Test
  void pinsOfAnotherHostDoNotCount() throws Exception {
    Pins others = new Pins("*.other.example.com", Set.of(OTHER), false);
    assertNull(judge(rules(Reaction.ALLOW, others), leaf));
  }

  @Test
  void whomTheJvmTrustsIsVerified() throws Exception {
    assertNull(judge(rules(Reaction.BLOCK), leaf));
    assertNull(judge(rules(Reaction.BLOCK), leaf, root));
  }

  @Test
  void everybodyElseIsAFlaw() throws Exception {
    ConnectionRules rules = rules(Reaction.BLOCK);
    X509TrustManager other = trusting(stranger);
    Flaw unknown = first(rules.judge(HOST, session("TLSv1.3", leaf, root), () -> other));
    assertNotNull(unknown);
    assertTrue(unknown.what().contains("doesn't vouch for"), unknown.what());
    X509TrustManager trust = trusting(root);
    Flaw name = first(rules.judge("other.example.com", session("TLSv1.3", leaf), () -> trust));
    assertNotNull(name);
    assertTrue(name.what().contains("for another host"), name.what());
    assertNotNull(first(rules.judge(HOST, session("TLSv1.3", leaf), () -> null)));
  }

  @ParameterizedTest
  @CsvSource({
    "API.example.com, true",
    "a.eu.example.com, true",
    "a.b.eu.example.com, false",
    "eu.example.com, false",
    "example.com, false",
  })
  void aNameIsMatchedAsBrowsersDo(String host, boolean matches) {
    assertEquals(matches, HostName.isFor(leaf, host));
  }

  @Test
  void aConnectionThatNobodySeesIsAFlawWhereARuleNeedsToKnow() {
    Flaw flaw = rules(Reaction.ALLOW, pins(OTHER, "x")).judgeUnseen(HOST);
    assertNotNull(flaw);
    assertEquals("connection.unseen", flaw.rule());
    assertEquals(Reaction.BLOCK, flaw.reaction());
    assertNull(rules(Reaction.ALLOW, pins(OTHER, "x")).judgeUnseen("other.example.com"));
    assertNotNull(rules(Reaction.REPORT).judgeUnseen(HOST));
    assertNull(ConnectionRules.BUILT_IN.judgeUnseen(HOST));
  }

  @Test
  void pinsAreReadInTheFormsThatPeopleCopy() {
    for (String form : List.of("%s", "sha256/%s", "pin-sha256=\"%s\"", " %s ")) {
      assertEquals(Pins.of(leaf), Pins.parse(String.format(form, Pins.of(leaf))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "sha256/", "not base64 at all"})
  void whatIsNoPinIsNone(String text) {
    assertNull(Pins.parse(text));
  }
}
