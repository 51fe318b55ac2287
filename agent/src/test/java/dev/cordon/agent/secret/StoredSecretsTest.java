package dev.cordon.agent.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.EngineLog;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each store, let in in each way, and stores that are away, refuse or change their mind. */
@Timeout(60)
class StoredSecretsTest {
  private static final long NEVER = 3_600_000;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private StoreServer server;

  private final EngineLog log =
      new EngineLog() {
        @Override
        public void info(String message) {
          said.add(message);
        }

        @Override
        public void error(String message) {
          said.add(message);
        }
      };

  @BeforeEach
  void start() throws IOException {
    server = new StoreServer();
    environment.put("VAULT_ADDR", server.url() + "/");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private StoredSecrets secrets(long stepMillis) {
    return new StoredSecrets(environment, log, server.route(), stepMillis, 30_000);
  }

  private String read(String reference) throws IOException {
    return new String(secrets(NEVER).read(reference), UTF_8);
  }

  private String failure(String reference) {
    return assertThrows(IOException.class, () -> secrets(NEVER).read(reference)).getMessage();
  }

  private StoreServer.Request request(int index) {
    return server.requests.get(index);
  }

  private void vaultHas(String value) {
    server.answers.put(
        "GET /v1/kv/data/app/cordon",
        "200 {\"data\":{\"data\":{\"token_key\":\"" + value + "\",\"n\":7},\"metadata\":{}}}");
  }

  /** Each answer waits until the others were asked for: one after the other would never end. */
  @Test
  void severalAreReadAtTheSameTime() throws IOException {
    environment.put("VAULT_TOKEN", "hvs.given");
    environment.put("AWS_ACCESS_KEY_ID", "a");
    environment.put("AWS_SECRET_ACCESS_KEY", "b");
    vaultHas("first");
    server.answers.put(
        "GET /v1/kv/data/app/other",
        "200 {\"data\":{\"data\":{\"key\":\"second\"},\"metadata\":{}}}");
    server.together(2);
    StoredSecrets secrets = secrets(NEVER);
    List<String> both = List.of("vault:kv/app/cordon#token_key", "vault:kv/app/other#key");
    secrets.prepare(both);
    assertEquals("first", new String(secrets.read(both.get(0)), UTF_8));
    assertEquals("second", new String(secrets.read(both.get(1)), UTF_8));
    assertEquals(2, server.requests.size());
    assertEquals(0, secrets.version(), "nothing changed");
    assertEquals(List.of(), said);
  }

  @Test
  void whatDoesNotComeInTimeIsNamedOnceAndCountsWhenItComes() throws Exception {
    environment.put("VAULT_TOKEN", "hvs.given");
    String slow = "GET /v1/kv/data/app/slow";
    server.answers.put(
        slow, "200 {\"data\":{\"data\":{\"a\":\"late\",\"b\":\"too\"},\"metadata\":{}}}");
    CountDownLatch held = server.hold(slow);
    StoredSecrets secrets = new StoredSecrets(environment, log, server.route(), NEVER, 1500);
    List<String> both = List.of("vault:kv/app/slow#a", "vault:kv/app/slow#b");
    secrets.prepare(both);
    for (String one : both) {
      IOException late = assertThrows(IOException.class, () -> secrets.read(one));
      assertEquals("did not come within 1 s; it is read when it comes", late.getMessage());
    }
    assertEquals(
        List.of(
            "secrets: AI calls wait for vault:kv/app/slow#a, vault:kv/app/slow#b, 1 s at most for"
                + " all together"),
        said);
    held.countDown();
    Await.until("the policy is read anew", () -> secrets.version() == 2);
    assertEquals("late", new String(secrets.read(both.get(0)), UTF_8));
  }

  /** One of a policy's secrets may be the key of several things. */
  @Test
  void whatDidNotComeInTimeIsNotWaitedForOnceMoreHoweverOftenItIsNamed() throws Exception {
    environment.put("VAULT_TOKEN", "hvs.given");
    vaultHas("first");
    String slow = "GET /v1/kv/data/app/slow";
    server.answers.put(slow, "200 {\"data\":{\"data\":{\"a\":\"late\"},\"metadata\":{}}}");
    CountDownLatch held = server.hold(slow);
    StoredSecrets secrets = new StoredSecrets(environment, log, server.route(), NEVER, 1500);
    List<String> both = List.of("vault:kv/app/cordon#token_key", "vault:kv/app/slow#a");
    assertEquals("first", new String(secrets.read(both.get(0)), UTF_8));
    secrets.prepare(both);
    for (int i = 0; i < 3; i++) {
      IOException late = assertThrows(IOException.class, () -> secrets.read(both.get(1)));
      assertEquals("did not come within 1 s; it is read when it comes", late.getMessage());
    }
    held.countDown();
    Await.until("the policy is read anew", () -> secrets.version() == 1);
    assertEquals("late", new String(secrets.read(both.get(1)), UTF_8));
  }

  @Test
  void whatCantBeReadTogetherIsNotAskedForOnceMoreAtOnce() {
    StoredSecrets secrets = secrets(NEVER);
    List<String> both = List.of("vault:kv/app/a#a", "command:/no/such/program");
    secrets.prepare(both);
    IOException none = assertThrows(IOException.class, () -> secrets.read(both.get(1)));
    assertTrue(none.getMessage().contains("can't be started"), none.getMessage());
    int asked = server.requests.size();
    for (int i = 0; i < 2; i++) {
      none = assertThrows(IOException.class, () -> secrets.read(both.get(0)));
      assertTrue(none.getMessage().contains("VAULT_TOKEN"), none.getMessage());
    }
    assertEquals(asked, server.requests.size());
  }

  @Test
  void vaultLetsInByToken() throws IOException {
    environment.put("VAULT_TOKEN", "hvs.given");
    environment.put("VAULT_NAMESPACE", "team");
    vaultHas("a \\\"quoted\\\" \\u00e9 \\/ value");
    assertEquals("a \"quoted\" é / value", read("vault:kv/app/cordon#token_key"));
    assertEquals("7", read("vault:kv/data/app/cordon#n"));
    assertEquals("hvs.given", request(0).header("x-vault-token"));
    assertEquals("team", request(0).header("x-vault-namespace"));
  }

  @Test
  void vaultLetsInByAppRoleAndOnceMoreWhenTheLeaseIsOver() throws IOException {
    environment.put("VAULT_ROLE_ID", "role");
    environment.put("VAULT_SECRET_ID", "s\"ecret");
    server.answers.put(
        "POST /v1/auth/approle/login",
        "200 {\"auth\":{\"client_token\":\"hvs.made\",\"lease_duration\":3600}}");
    vaultHas("value");
    StoredSecrets secrets = secrets(NEVER);
    assertEquals("value", new String(secrets.read("vault:kv/app/cordon#token_key"), UTF_8));
    assertEquals("{\"role_id\":\"role\",\"secret_id\":\"s\\u0022ecret\"}", request(0).body);
    assertEquals("hvs.made", request(1).header("x-vault-token"));
    server.answers.put("GET /v1/kv/data/other", "403 {}");
    String message =
        assertThrows(IOException.class, () -> secrets.read("vault:kv/other#x")).getMessage();
    assertTrue(message.contains("status 403: who asks may not read it"), message);
    assertEquals("POST /v1/auth/approle/login", request(3).line, "let in again");
  }

  @Test
  void vaultLetsInByThePodsAccountAndRenewsTheLease() throws Exception {
    environment.put("VAULT_K8S_ROLE", "cordon");
    Path token = Files.writeString(folder.resolve("token"), "jwt\n");
    environment.put("VAULT_K8S_TOKEN_FILE", token.toString());
    environment.put("VAULT_AUTH_MOUNT", "cluster-1");
    String lease = "200 {\"auth\":{\"client_token\":\"hvs.pod\",\"lease_duration\":1}}";
    server.answers.put("POST /v1/auth/cluster-1/login", lease);
    server.answers.put("POST /v1/auth/token/renew-self", lease);
    vaultHas("value");
    secrets(20).read("vault:kv/app/cordon#token_key");
    assertEquals("{\"role\":\"cordon\",\"jwt\":\"jwt\"}", request(0).body);
    Await.until(
        "the lease is renewed twice",
        () ->
            List.copyOf(server.requests).stream()
                    .filter(one -> one.line.endsWith("renew-self"))
                    .count()
                > 1);
  }

  @Test
  void whatIsMissingIsNamedWithTheFix() {
    assertTrue(failure("vault:kv/app/cordon#x").contains("VAULT_ROLE_ID"));
    environment.put("VAULT_TOKEN", "hvs.given");
    assertTrue(failure("vault:kv/nothing#x").contains("there is no such secret"));
    vaultHas("value");
    assertTrue(failure("vault:kv/app/cordon#tokenkey").contains("has no field tokenkey"));
    environment.remove("VAULT_ADDR");
    assertTrue(failure("vault:kv/app/cordon#x").contains("set VAULT_ADDR"));
    assertTrue(failure("aws-sm:cordon").contains("set AWS_REGION"));
    environment.put("AWS_REGION", "eu-north-1");
    assertTrue(failure("aws-sm:cordon").contains("set AWS_ACCESS_KEY_ID"));
    assertTrue(failure("gcp-sm:projects/p/secrets/s").contains("GOOGLE_APPLICATION_CREDENTIALS"));
    assertTrue(failure("azure-kv:v/s").contains("AZURE_TENANT_ID"));
  }

  @Test
  void aHeaderThatCantBeOneIsNotRepeated() {
    environment.put("VAULT_TOKEN", "hvs.\u0001given");
    String message = failure("vault:kv/app/cordon#x");
    assertFalse(message.contains("given"), message);
  }

  /** The example of AWS' documentation of the signature, which is public. */
  @Test
  void awsRequestsAreSignedAsAwsDocumentsIt() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "example.amazonaws.com");
    SignatureV4.sign(
        headers,
        new byte[0],
        "us-east-1",
        "service",
        new AwsCredentials.Keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""),
        new Date(1_440_938_160_000L)); // 20150830T123600Z
    assertEquals("20150830T123600Z", headers.get("x-amz-date"));
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;x-amz-date,"
            + " Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        headers.get("Authorization"));
  }

  @Test
  void awsGivesASecretAndAFieldOfIt() throws IOException {
    environment.put("AWS_REGION", "eu-north-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKID");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("AWS_SESSION_TOKEN", "session");
    server.answers.put(
        "POST /secretsmanager.eu-north-1.amazonaws.com/",
        "200 {\"SecretString\":\"{\\\"key\\\":\\\"of aws\\\"}\"}");
    assertEquals("of aws", read("aws-sm:prod/cordon#key"));
    StoreServer.Request request = request(0);
    assertEquals("{\"SecretId\":\"prod/cordon\"}", request.body);
    assertEquals("secretsmanager.GetSecretValue", request.header("x-amz-target"));
    assertEquals("session", request.header("x-amz-security-token"));
    assertTrue(request.header("authorization").contains("/eu-north-1/secretsmanager/aws4_request"));
    assertEquals("{\"key\":\"of aws\"}", read("aws-sm:prod/cordon"));
  }

  @Test
  void awsLetsInByWebIdentityAndByTheContainer() throws IOException {
    environment.put("AWS_REGION", "eu-north-1");
    server.answers.put(
        "POST /secretsmanager.eu-north-1.amazonaws.com/", "200 {\"SecretBinary\":\"AAEC\"}");
    environment.put(
        "AWS_WEB_IDENTITY_TOKEN_FILE", Files.writeString(folder.resolve("t"), "jwt").toString());
    environment.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/cordon");
    server.answers.put(
        "POST /sts.eu-north-1.amazonaws.com/",
        "200 {\"AssumeRoleWithWebIdentityResponse\":{\"AssumeRoleWithWebIdentityResult\":"
            + "{\"Credentials\":{\"AccessKeyId\":\"AKROLE\",\"SecretAccessKey\":\"s\","
            + "\"SessionToken\":\"t\",\"Expiration\":1.7E9}}}}");
    assertEquals("\0\1\2", read("aws-sm:cordon"));
    assertTrue(request(1).header("authorization").contains("Credential=AKROLE/"));
    environment.remove("AWS_ROLE_ARN");
    environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1");
    server.answers.put(
        "GET /169.254.170.2/v2/credentials/1",
        "200 {\"AccessKeyId\":\"AKTASK\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}");
    assertEquals("\0\1\2", read("aws-sm:cordon"));
    assertTrue(request(3).header("authorization").contains("Credential=AKTASK/"));
  }

  @Test
  void awsLetsInByTheMachinesRole() throws IOException {
    environment.put("AWS_REGION", "eu-north-1");
    String machine = "/169.254.169.254/latest/";
    server.answers.put("PUT " + machine + "api/token", "200 imds");
    server.answers.put("GET " + machine + "meta-data/iam/security-credentials/", "200 role-1\n");
    server.answers.put(
        "GET " + machine + "meta-data/iam/security-credentials/role-1",
        "200 {\"AccessKeyId\":\"AKEC2\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}");
    server.answers.put(
        "POST /secretsmanager.eu-north-1.amazonaws.com/", "200 {\"SecretString\":\"x\"}");
    assertEquals("x", read("aws-sm:cordon"));
    assertEquals("imds", request(1).header("x-aws-ec2-metadata-token"));
  }

  @Test
  void googleLetsInByTheMachinesAccount() throws IOException {
    server.answers.put(
        "GET /metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token",
        "200 {\"access_token\":\"ya29\"}");
    server.answers.put(
        "GET /secretmanager.googleapis.com/v1/projects/p/secrets/s/versions/latest:access",
        "200 {\"payload\":{\"data\":\"b2YgZ29vZ2xl\"}}");
    assertEquals("of google", read("gcp-sm:projects/p/secrets/s"));
    assertEquals("Google", request(0).header("metadata-flavor"));
    assertEquals("Bearer ya29", request(1).header("authorization"));
  }

  @Test
  void googleLetsInByAServiceAccountsKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    Path account =
        Files.writeString(
            folder.resolve("account.json"),
            "{\"type\": \"service_account\", \"client_email\": \"c@p.iam\", \"private_key\": \""
                + pem
                + "\", \"token_uri\": \"https://oauth2.googleapis.com/token\"}");
    environment.put("GOOGLE_APPLICATION_CREDENTIALS", account.toString());
    server.answers.put("POST /oauth2.googleapis.com/token", "200 {\"access_token\":\"ya29\"}");
    server.answers.put(
        "GET /secretmanager.googleapis.com/v1/projects/p/secrets/s/versions/3:access",
        "200 {\"payload\":{\"data\":\"b2YgZ29vZ2xl\"}}");
    assertEquals("of google", read("gcp-sm:projects/p/secrets/s/versions/3"));
    String assertion = request(0).body.substring(request(0).body.indexOf("assertion=") + 10);
    int dot = assertion.lastIndexOf('.');
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(keys.getPublic());
    check.update(assertion.substring(0, dot).getBytes(UTF_8));
    assertTrue(check.verify(Base64.getUrlDecoder().decode(assertion.substring(dot + 1))));
  }

  @Test
  void azureLetsInByAClientsSecretAndByIdentities() throws IOException {
    server.answers.put(
        "GET /v.vault.azure.net/secrets/s?api-version=7.4", "200 {\"value\":\"of azure\"}");
    environment.put("AZURE_CLIENT_ID", "client");
    server.answers.put(
        "GET /169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01"
            + "&resource=https%3A%2F%2Fvault.azure.net&client_id=client",
        "200 {\"access_token\":\"of machine\"}");
    assertEquals("of azure", read("azure-kv:v/s"));
    assertEquals("true", request(0).header("metadata"));
    assertEquals("Bearer of machine", request(1).header("authorization"));
    environment.put("IDENTITY_ENDPOINT", server.url() + "/msi");
    environment.put("IDENTITY_HEADER", "app");
    server.answers.put(
        "GET /msi?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net&client_id=client",
        "200 {\"access_token\":\"of app\"}");
    assertEquals("of azure", read("azure-kv:v/s"));
    assertEquals("app", request(2).header("x-identity-header"));
    environment.put("AZURE_TENANT_ID", "tenant");
    environment.put("AZURE_CLIENT_SECRET", "s&ecret");
    server.answers.put(
        "POST /login.microsoftonline.com/tenant/oauth2/v2.0/token",
        "200 {\"access_token\":\"of client\"}");
    assertEquals("of azure", read("azure-kv:v/s"));
    assertTrue(request(4).body.contains("client_secret=s%26ecret"), request(4).body);
  }

  @Test
  void aProgramsOutputIsASecret() throws IOException {
    assertEquals("of a program", read("command:/bin/echo of a program"));
    String failed = failure("command:/bin/false --password hunter2");
    assertTrue(failed.contains("exit code 1"), failed);
    assertFalse(failed.contains("hunter2"), failed);
    assertTrue(failure("command:/no/such/program").contains("can't be started"));
  }

  @Test
  void theLastValueCountsWhileAStoreIsAwayAndAChangeIsSeen() throws Exception {
    environment.put("VAULT_TOKEN", "hvs.given");
    vaultHas("first");
    StoredSecrets secrets = secrets(10);
    String reference = "vault:kv/app/cordon#token_key";
    assertEquals("first", new String(secrets.read(reference), UTF_8));
    assertEquals(0, secrets.version());
    server.answers.put("GET /v1/kv/data/app/cordon", "403 {\"errors\":[\"no\"]}");
    Await.until("it is said", () -> !said.isEmpty());
    assertTrue(said.get(0).contains("the last value counts"), said.get(0));
    assertEquals("first", new String(secrets.read(reference), UTF_8));
    vaultHas("second");
    Await.until("the change is seen", () -> secrets.version() == 1);
    assertEquals("second", new String(secrets.read(reference), UTF_8));
    assertTrue(said.toString().contains("can be read again"), said.toString());
    assertFalse(said.toString().contains("first") || said.toString().contains("second"));
  }

  @Test
  void aStoreThatWasAwayAtTheStartIsAskedAgain() throws Exception {
    environment.put("VAULT_TOKEN", "hvs.given");
    StoredSecrets secrets = secrets(10);
    String reference = "vault:kv/app/cordon#token_key";
    assertThrows(IOException.class, () -> secrets.read(reference));
    vaultHas("late");
    Await.until("it is read", () -> secrets.version() == 1);
    assertEquals("late", new String(secrets.read(reference), UTF_8));
  }

  @Test
  void whatMayPassIsTriedThreeTimes() {
    environment.put("VAULT_TOKEN", "hvs.given");
    server.answers.put("GET /v1/kv/data/app/cordon", "503 {}");
    assertTrue(failure("vault:kv/app/cordon#x").contains("status 503"));
    assertEquals(3, server.requests.size());
  }
}
