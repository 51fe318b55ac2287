package dev.cordon.engine.redact.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
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
      writer.put("s", TOKEN, "jane@example.com".getBytes(UTF_8));
      writer.flush(20_000);
      byte[] value = reader.lookup(java.util.List.of("s")).get(TOKEN);
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
      wrong.put("s", TOKEN, "jane@example.com".getBytes(UTF_8));
      Await.until("the log says it", () -> !log.lines().isEmpty());
      assertTrue(log.lines().get(0).contains("(WRONGPASS)"), log.lines().toString());
      assertFalse(log.lines().toString().contains("another key"), log.lines().toString());
      assertEquals(
          "jane@example.com", new String(wrong.lookup(java.util.List.of("s")).get(TOKEN), UTF_8));
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
        int before = log.lines().size();
        assertTrue(works(port, url), () -> "" + log.lines().subList(before, log.lines().size()));
        assertFalse(works(port, "url: rediss://127.0.0.1:" + port), "it has another name");
      } finally {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
      }
      assertFalse(works(port, "url: redis://localhost:" + port, "read_timeout: 200ms"), "no TLS");
    }
  }

  @Test
  void anOwnAuthorityAndAnOwnCertificateAreEnough(@TempDir Path folder) throws Exception {
    certificate(folder);
    int port = RedisServer.freePort();
    String file = folder.resolve("cert.pem").toString();
    String key = folder.resolve("key.pem").toString();
    try (RedisServer redis = tls(folder, port, "yes")) {
      String url = "url: rediss://localhost:" + port;
      assertFalse(works(port, url, "ca_file: '" + file + "'"), "no certificate of ours");
      String[] settings = {
        url, "ca_file: '" + file + "'", "cert_file: '" + file + "'", "key_file: '" + key + "'"
      };
      assertTrue(works(port, settings), log.lines().toString());
      assertFalse(works(port, url, "cert_file: '" + file + "'", "key_file: '" + key + "'"));
    }
  }

  @Test
  void aPasswordThatWasChangedIsReadAnewForANewConnection(@TempDir Path folder) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "first password\n");
    try (RedisServer redis = RedisServer.start(folder, "--requirepass", "first password")) {
      RedisVault vault = vault(redis.port, "password: 'file:" + password + "'");
      vault.put("s", TOKEN, "jane@example.com".getBytes(UTF_8));
      vault.flush(20_000);
      Files.writeString(password, "second password");
      String[] admin = {"-a", "first password", "--no-auth-warning"};
      redis.ask(with(admin, "CONFIG", "SET", "requirepass", "second password"));
      admin[1] = "second password";
      redis.ask(with(admin, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
      vault.put("s", "NAME_0A1B2C", "Jane".getBytes(UTF_8));
      vault.flush(20_000);
      Await.until("both values are written", () -> size(redis, admin).equals("2"));
      vault.close();
    }
  }

  @Test
  void aUserThatIsTakenAwayIsSaidAndCostsNothing(@TempDir Path folder) throws Exception {
    try (RedisServer redis = RedisServer.start(folder)) {
      redis.ask("ACL", "SETUSER", "cordon", "on", ">open sesame", "~*", "+@all");
      String url = "url: redis://cordon@127.0.0.1:" + redis.port;
      RedisVault vault = vault(redis.port, url, "password: env:PASSWORD");
      vault.put("s", TOKEN, "jane@example.com".getBytes(UTF_8));
      vault.flush(20_000);
      redis.ask("ACL", "DELUSER", "cordon");
      vault.put("s", "NAME_0A1B2C", "Jane".getBytes(UTF_8));
      Await.until("that Redis is gone is said", () -> !log.lines().isEmpty());
      assertTrue(log.lines().get(0).contains("(WRONGPASS)"), log.lines().toString());
      assertFalse(log.lines().toString().contains("sesame"), log.lines().toString());
      byte[] value = vault.lookup(java.util.List.of("s")).get(TOKEN);
      assertEquals("jane@example.com", new String(value, UTF_8), "from memory");
      vault.close();
    }
  }

  private static String size(RedisServer redis, String... admin) {
    try {
      return redis.ask(with(admin, "DBSIZE")).trim();
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static String[] with(String[] first, String... then) {
    String[] all = java.util.Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, all, first.length, then.length);
    return all;
  }

  private static RedisServer tls(Path folder, int port) throws Exception {
    return tls(folder, port, "no");
  }

  private static RedisServer tls(Path folder, int port, String clients) throws Exception {
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
        clients);
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
                "-startdate",
                "-1d", // a clock that is set back while the test runs would find it not valid yet
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
    String said = Await.output(keytool);
    assertEquals(0, keytool.exitValue(), said);
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
