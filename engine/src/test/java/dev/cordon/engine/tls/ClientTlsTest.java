package dev.cordon.engine.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS of our own connections, against a server of the JDK. */
class ClientTlsTest {
  @TempDir static Path folder;
  private static Path server;
  private static Path serverKey;
  private static Path client;
  private static Path clientKey;

  @BeforeAll
  static void certificates() throws Exception {
    server = pem("server", "RSA");
    serverKey = folder.resolve("server.key");
    client = pem("client", "EC");
    clientKey = folder.resolve("client.key");
  }

  @Test
  void whoIsNamedIsTrusted() throws Exception {
    assertEquals("hello", talk(ClientTls.of(server, null, null), false));
  }

  @Test
  void whoIsNotNamedIsNot() {
    assertThrows(SSLException.class, () -> talk(ClientTls.of(client, null, null), false));
    assertThrows(SSLException.class, () -> talk(ClientTls.ofJvm(), false));
  }

  @Test
  void aServerThatWantsACertificateGetsOurs() throws Exception {
    assertEquals("hello", talk(ClientTls.of(server, client, clientKey), true));
    assertThrows(IOException.class, () -> talk(ClientTls.of(server, null, null), true));
  }

  @Test
  void aCertificateWithoutItsKeyIsAnError() {
    assertTrue(message(server, client, null).contains("belong together"));
    assertTrue(message(server, null, clientKey).contains("belong together"));
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsNamedAndNotQuoted() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd.pem"), "what a pity");
    assertTrue(message(odd, null, null).contains("odd.pem"));
    assertTrue(message(server, client, odd).contains("odd.pem"));
    assertTrue(message(server, client, client).contains("openssl pkcs8"));
    String damaged = "-----BEGIN PRIVATE KEY-----\n!!!%\n-----END PRIVATE KEY-----\n";
    Path broken = Files.writeString(folder.resolve("broken.key"), damaged);
    assertTrue(message(server, client, broken).contains("broken.key"));
    assertFalse(message(server, client, broken).contains("!!!"));
    assertTrue(message(folder.resolve("none.pem"), null, null).contains("none.pem"));
  }

  private static String message(Path authorities, Path certificate, Path key) {
    return assertThrows(IOException.class, () -> ClientTls.of(authorities, certificate, key))
        .getMessage();
  }

  /** Says a word to a server, which says it back. */
  private static String talk(ClientTls tls, boolean wantsCertificate) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ClientTls own = ClientTls.of(client, server, serverKey);
    try (SSLServerSocket listening =
        (SSLServerSocket)
            own.context().getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listening.setNeedClientAuth(wantsCertificate);
      listening.setSoTimeout(20_000);
      Thread echo = new Thread(() -> echo(listening));
      echo.start();
      try (SSLSocket socket =
          (SSLSocket) tls.socketFactory().createSocket(loopback, listening.getLocalPort())) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      } finally {
        listening.close();
        echo.join();
      }
    }
  }

  private static void echo(SSLServerSocket listening) {
    try (Socket socket = listening.accept()) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(socket.getInputStream().readNBytes(5));
    } catch (IOException refused) {
      return; // what some of the tests want
    }
  }

  private static Path pem(String name, String algorithm) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                "one",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = Await.output(keytool);
    assertEquals(0, keytool.exitValue(), said);
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    byte[] key = keys.getKey("one", "changeit".toCharArray()).getEncoded();
    Files.writeString(folder.resolve(name + ".key"), text("PRIVATE KEY", key));
    return Files.writeString(
        folder.resolve(name + ".crt"),
        text("CERTIFICATE", keys.getCertificate("one").getEncoded()));
  }

  private static String text(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
