package dev.cordon.engine.redact.redis;

import static dev.cordon.engine.redact.redis.RedisServer.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may talk to Redis, and to which Redis. */
@Timeout(60)
class RedisAccessTest {
  private static final String TOKEN = "EMAIL_7KQ2M9";

  private final RedisServer.Log log = new RedisServer.Log();

  private RedisVault vault(int port, String... settings) {
    return new RedisVault(RedisServer.policy(port, settings).redis(), 10, 60, log, 64, 20);
  }

  private boolean works(int port, String... settings) throws Exception {
    RedisVault writer = vault(port, settings);
    RedisVault reader = vault(port, settings);
    try {
      writer.put(TOKEN, "jane@example.com".getBytes(UTF_8));
      writer.flush(20_000);
      byte[] value = reader.get(TOKEN);
      return value != null && "jane@example.com".equals(new String(value, UTF_8));
    } finally {
      writer.close();
      reader.close();
    }
  }

  @Test
  void aPasswordOpensRedisAndAWrongOneIsNeverShown(@TempDir Path folder) throws Exception {
    try (RedisServer redis = RedisServer.start(folder, "--requirepass", "open sesame")) {
      assertTrue(works(redis.port, "password: env:PASSWORD"));
      assertEquals(0, log.lines().size());

      RedisVault wrong = vault(redis.port, "password: env:OTHER");
      wrong.put(TOKEN, "jane@example.com".getBytes(UTF_8));
      await("not noticed", () -> !log.lines().isEmpty());
      assertTrue(log.lines().get(0).contains("(WRONGPASS)"), log.lines().toString());
      assertFalse(log.lines().toString().contains("another key"), log.lines().toString());
      assertEquals("jane@example.com", new String(wrong.get(TOKEN), UTF_8));
      wrong.close();
    }
  }

  @Test
  void noPasswordWhereOneIsNeededIsSaid(@TempDir Path folder) throws Exception {
    try (RedisServer redis = RedisServer.start(folder, "--requirepass", "open sesame")) {
      assertFalse(works(redis.port));
      assertTrue(log.lines().get(0).contains("(NOAUTH)"), log.lines().toString());
    }
  }

  @Test
  void aUserNeedsTheDocumentedCommandsOnly(@TempDir Path folder) throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      String[] rights = {"~cordon:*", "+ping", "+select", "+hset", "+hgetall", "+expire"};
      String[] user = {"ACL", "SETUSER", "cordon", "on", ">open sesame"};
      String[] command = new String[user.length + rights.length];
      System.arraycopy(user, 0, command, 0, user.length);
      System.arraycopy(rights, 0, command, user.length, rights.length);
      assertEquals("OK", redis.ask(command).trim());
      String url = "url: redis://cordon@127.0.0.1:" + redis.port + "/2";
      assertTrue(works(redis.port, url, "password: env:PASSWORD"), log.lines().toString());
      assertTrue(redis.ask("INFO", "keyspace").contains("db2:keys=1"));
    }
  }

  @Test
  void tlsChecksWhoAnswers(@TempDir Path folder) throws Exception {
    Path store = certificate(folder);
    int port = RedisServer.freePort();
    try (RedisServer redis = tls(folder, port)) {
      String url = "url: rediss://localhost:" + port;
      assertFalse(works(port, url), "nobody vouches for it");
      assertTrue(log.lines().get(0).contains("can't be used (SSL"), log.lines().toString());
      System.setProperty("javax.net.ssl.trustStore", store.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
      try {
        assertTrue(works(port, url), log.lines().toString());
        assertFalse(works(port, "url: rediss://127.0.0.1:" + port), "it has another name");
      } finally {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
      }
      assertFalse(works(port, "url: redis://localhost:" + port, "read_timeout: 200ms"), "no TLS");
    }
  }

  private static RedisServer tls(Path folder, int port) throws Exception {
    return RedisServer.start(
        folder,
        port,
        "--port",
        "0",
        "--tls-port",
        Integer.toString(port),
        "--tls-cert-file",
        folder.resolve("cert.pem").toString(),
        "--tls-key-file",
        folder.resolve("key.pem").toString(),
        "--tls-ca-cert-file",
        folder.resolve("cert.pem").toString(),
        "--tls-auth-clients",
        "no");
  }

  private static Path certificate(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance(store.toFile(), password);
    Key key = keys.getKey("redis", password);
    pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
    byte[] certificate = keys.getCertificate("redis").getEncoded();
    pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, password);
    trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
    Path trust = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(trust)) {
      trusted.store(out, password);
    }
    return trust;
  }

  private static void pem(Path file, String what, byte[] content) throws Exception {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n";
    Files.writeString(file, String.format(text, what, lines, what));
  }
}
