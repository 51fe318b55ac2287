package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.AgentCommand;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SecureCollector;
import dev.cordon.it.harness.SecureVendor;
import dev.cordon.testing.Await;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What policy wants of the TLS of real clients, before anything is sent. */
class TlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Nobody's key: 32 bytes of zeros. */
  private static final String OTHER = Base64.getEncoder().encodeToString(new byte[32]);

  private static final String BACKUP = Base64.getEncoder().encodeToString(backup());

  private static final Matrix URL_CONNECTION = Matrix.urlConnection().findFirst().orElseThrow();

  private static Path folder;
  private static Path trusted;
  private static String pin;

  @BeforeAll
  static void makeCertificates() throws Exception {
    folder = Places.scratch("tls");
    Path server = SecureCollector.certificate(folder, "localhost");
    trusted = SecureCollector.trust(server, folder.resolve("trusted.p12"));
    SecureCollector.certificate(folder, "client");
    pin = pin(server);
  }

  private static byte[] backup() {
    byte[] hash = new byte[32];
    hash[0] = 1;
    return hash;
  }

  private static String pin(Path file) throws Exception {
    byte[] key = certificate(file).getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
  }

  private static Certificate certificate(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of(Matrix.okHttp().findFirst().orElseThrow(), "post"),
        Arguments.of(Matrix.okHttp().findFirst().orElseThrow(), "enqueue"),
        Arguments.of(Matrix.javaHttp().findFirst().orElseThrow(), "ofString"),
        Arguments.of(newest(Matrix.javaHttp()), "sendAsync"),
        Arguments.of(Matrix.apache().findFirst().orElseThrow(), "chunked"),
        Arguments.of(URL_CONNECTION, "fixed"),
        Arguments.of(newest(Matrix.urlConnection()), "fixed"),
        Arguments.of(
            Matrix.nonBlocking()
                .filter(cell -> cell.program().equals("reactor"))
                .findFirst()
                .orElseThrow(),
            "post"));
  }

  private static Matrix newest(Stream<Matrix> cells) {
    return cells.reduce((one, next) -> next).orElseThrow();
  }

  private static SecureVendor vendor(String... protocols) throws Exception {
    return new SecureVendor(SecureCollector.tls(folder.resolve("localhost.p12")), false, protocols);
  }

  private static App start(Matrix cell, Path trail, String... lines) {
    List<String> all = new ArrayList<>(List.of("hosts: {localhost: openai}"));
    all.add("audit: {file: " + trail + "}");
    all.addAll(List.of(lines));
    return cell.app()
        .policy(Policies.of(all.toArray(new String[0])))
        .jvm(
            "-Djavax.net.ssl.trustStore=" + trusted,
            "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD))
        .start();
  }

  private static App.Reply call(App app, String scenario, SecureVendor vendor) {
    return app.run(scenario, vendor.url(), Bodies.chat(Sample.PERSONAL_PROMPT));
  }

  private static Path trail() {
    return Places.scratch("tls-trail").resolve("audit.jsonl");
  }

  private static void assertGoverned(App.Reply reply, SecureVendor vendor) {
    assertTrue(reply.value().startsWith("200"), reply.text());
    assertEquals(1, vendor.bodies().size());
    Leaks.assertNone("the body", vendor.bodies().get(0), Sample.ALL);
  }

  private static void awaitRecord(Path trail, String... parts) {
    Await.until(
        () -> "a record of " + List.of(parts) + ": " + read(trail),
        () -> Stream.of(parts).allMatch(read(trail)::contains));
  }

  private static String read(Path trail) {
    try {
      return Files.exists(trail) ? Files.readString(trail) : "";
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String pins(String more, String... pins) {
    return "connection: {pins: {localhost: {sha256: ['"
        + String.join("', '", pins)
        + "']"
        + more
        + "}}}";
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aHostWithAPinnedKeyIsCalled(Matrix cell, String scenario) throws Exception {
    try (SecureVendor vendor = vendor();
        App app = start(cell, trail(), pins("", OTHER, "sha256/" + pin))) {
      assertGoverned(call(app, scenario, vendor), vendor);
      assertEquals(0, app.stop());
      assertFalse(app.err().text().contains("pinned"), app.err().text());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aHostWithAnotherKeyGetsNothing(Matrix cell, String scenario) throws Exception {
    Path trail = trail();
    try (SecureVendor vendor = vendor();
        App app = start(cell, trail, pins("", OTHER, BACKUP), "contact: us")) {
      for (int i = 0; i < 2; i++) {
        String error = call(app, scenario, vendor).error();
        assertTrue(error.contains("Cordon refused this connection"), error);
        assertTrue(error.contains("Rule: connection.pins.localhost; contact: us"), error);
      }
      assertEquals(List.of(), vendor.bodies());
      awaitRecord(
          trail,
          "\"event\":\"connection\"",
          "\"rule\":\"connection.pins.localhost\"",
          "\"decision\":\"deny\"",
          pin);
      assertEquals(0, app.stop());
      assertEquals(
          1, app.err().matching(line -> line.contains("further connections like it")).size());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void orIsOnlyReported(Matrix cell, String scenario) throws Exception {
    Path trail = trail();
    String only = pins(", report_only: true", OTHER, BACKUP);
    try (SecureVendor vendor = vendor();
        App app = start(cell, trail, only)) {
      assertGoverned(call(app, scenario, vendor), vendor);
      awaitRecord(trail, "\"rule\":\"connection.pins.localhost\"", "\"decision\":\"allow\"");
      assertEquals(0, app.stop());
    }
  }

  @Test
  void observingRefusesNoConnection() throws Exception {
    Path trail = trail();
    try (SecureVendor vendor = vendor();
        App app = start(URL_CONNECTION, trail, "mode: observe", pins("", OTHER, BACKUP))) {
      assertTrue(call(app, "fixed", vendor).value().startsWith("200"));
      awaitRecord(trail, "\"rule\":\"connection.pins.localhost\"", "\"decision\":\"allow\"");
      assertEquals(0, app.stop());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void anOldVersionOfTlsIsRefused(Matrix cell, String scenario) throws Exception {
    try (SecureVendor old = vendor("TLSv1.2");
        SecureVendor current = vendor("TLSv1.2", "TLSv1.3");
        App app = start(cell, trail(), "connection: {min_tls: 1.3}")) {
      String error = call(app, scenario, old).error();
      assertTrue(error.contains("speaks TLSv1.2, older than TLSv1.3"), error);
      assertEquals(List.of(), old.bodies());
      assertGoverned(call(app, scenario, current), current);
      assertEquals(0, app.stop());
    }
  }

  /** The old version is let pass, the other key is not. */
  @Test
  void anExceptionLiftsARuleOfHandshakesForAHostAndNoOther() throws Exception {
    Path signer = Places.scratch("tls-exception");
    AgentCommand.succeed("keygen", signer.resolve("a").toString());
    Path exceptions = signer.resolve("exceptions.yaml");
    Policies.write(
        exceptions,
        "version: 1\nexceptions:\n  old-tls:\n    rules: [connection.min_tls]\n"
            + "    hosts: [localhost]\n    owner: team\n    approver: office\n"
            + "    reason: a trial\n    until: "
            + Instant.now().plusSeconds(30 * 86_400)
            + "\n");
    AgentCommand.succeed(
        "exception", "sign", "--key", signer.resolve("a.key").toString(), exceptions.toString());
    String lines =
        "exceptions: {file: '" + exceptions + "', keys: ['" + signer.resolve("a.pub") + "']}";
    Path trail = trail();
    try (SecureVendor old = vendor("TLSv1.2");
        App app = start(URL_CONNECTION, trail, "connection: {min_tls: 1.3}", lines)) {
      assertGoverned(call(app, "fixed", old), old);
      awaitRecord(
          trail,
          "\"rule\":\"connection.min_tls\"",
          "\"decision\":\"allow\",\"exceptions\":[\"old-tls\"]");
      assertEquals(0, app.stop());
    }
    String strict = pins("", OTHER, BACKUP).replace("{pins:", "{min_tls: 1.3, pins:");
    try (SecureVendor old = vendor("TLSv1.2");
        App app = start(URL_CONNECTION, trail(), strict, lines)) {
      String error = call(app, "fixed", old).error();
      assertTrue(error.contains("Rule: connection.pins.localhost"), error);
      assertEquals(List.of(), old.bodies());
      assertEquals(0, app.stop());
    }
  }

  @Test
  void aClientThatTrustsEverybodyIsNoticed() throws Exception {
    Path stranger = SecureCollector.certificate(folder, "stranger");
    assertTrue(Files.exists(stranger));
    Path trail = trail();
    try (SecureVendor vendor =
            new SecureVendor(SecureCollector.tls(folder.resolve("stranger.p12")), false);
        App app = start(URL_CONNECTION, trail, "connection: {verification: block}")) {
      String error = call(app, "trustingAll", vendor).error();
      assertTrue(error.contains("a certificate for another host, and the client takes it"), error);
      assertEquals(List.of(), vendor.bodies());
      awaitRecord(trail, "\"rule\":\"connection.verification\"", "\"decision\":\"deny\"");
      assertEquals(0, app.stop());
    }
    try (SecureVendor vendor = vendor();
        App app = start(URL_CONNECTION, trail(), "connection: {verification: block}")) {
      assertGoverned(call(app, "fixed", vendor), vendor);
      assertEquals(0, app.stop());
    }
  }

  static Stream<Matrix> ktor() {
    return Matrix.nonBlocking().filter(cell -> cell.program().equals("ktor-cio"));
  }

  /** What policy wants of connections isn't looked at there. */
  @ParameterizedTest
  @MethodSource("ktor")
  void aCallThroughTlsOfTheClientsOwnIsGoverned(Matrix cell) throws Exception {
    try (SecureVendor vendor = vendor("TLSv1.2");
        App app = start(cell, trail(), "on_unguarded: block")) {
      assertGoverned(call(app, "post", vendor), vendor);
      assertEquals(0, app.stop());
      assertFalse(app.err().text().contains("opens a connection"), app.err().text());
    }
  }

  @Test
  void nativeTlsIsLookedAtInNetty() throws Exception {
    Matrix azure = Matrix.azureOpenAi();
    try (SecureVendor vendor = vendor();
        App app = start(azure, trail(), pins("", OTHER, pin))) {
      assertGoverned(call(app, "post", vendor), vendor);
      assertEquals(0, app.stop());
    }
    try (SecureVendor vendor = vendor();
        App app = start(azure, trail(), pins("", OTHER, BACKUP))) {
      String error = call(app, "post", vendor).error();
      assertTrue(error.contains("Rule: connection.pins.localhost"), error);
      assertEquals(List.of(), vendor.bodies());
      assertEquals(0, app.stop());
    }
    try (SecureVendor vendor = vendor();
        App app = start(azure, trail(), shown())) {
      String error = call(app, "post", vendor).error();
      assertTrue(error.contains("through TLS that is not the JDK's, where no certificate"), error);
      assertEquals(List.of(), vendor.bodies());
      assertEquals(0, app.stop());
    }
  }

  private static String shown() {
    return "connection: {client_certificates: {localhost: {cert_file: '"
        + folder.resolve("client.crt")
        + "', key_file: '"
        + folder.resolve("client.key")
        + "'}}}";
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theCertificateThatPolicyNamesIsShown(Matrix cell, String scenario) throws Exception {
    SSLContext asking = asking();
    try (SecureVendor vendor = new SecureVendor(asking, true);
        App app = start(cell, trail(), shown())) {
      assertGoverned(call(app, scenario, vendor), vendor);
      assertEquals(0, app.stop());
    }
    try (SecureVendor vendor = new SecureVendor(asking, true);
        App app = start(cell, trail())) {
      assertTrue(call(app, scenario, vendor).error().contains("Exception"));
      assertEquals(List.of(), vendor.bodies());
      assertEquals(0, app.stop());
    }
  }

  /** A server that trusts the client's certificate alone. */
  private static SSLContext asking() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("localhost.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("client", certificate(folder.resolve("client.crt")));
    TrustManagerFactory clients =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    clients.init(trust);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), clients.getTrustManagers(), null);
    return tls;
  }
}
