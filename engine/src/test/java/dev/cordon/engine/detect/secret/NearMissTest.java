package dev.cordon.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands where secrets stand and is none: no type of secret may be found in it. */
class NearMissTest {
  private static final String LABELS =
      """
      api_key = "§"
      OPENAI_API_KEY=§
      "github_token": "§"
      String awsSecretKey = "§";
      client_secret: §
      password: §
      DB_PASSWORD=§
      -H "Authorization: Bearer §"
      <apiKey>§</apiKey>
      config.put("stripe.key", "§");
      """;

  private static final String PLACEHOLDERS =
      """
      YOUR_API_KEY
      your-api-key-here
      <your-key>
      ${API_KEY}
      ${{ secrets.API_KEY }}
      {{ api_key }}
      $API_KEY
      %API_KEY%
      @API_KEY@
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      ********************
      0000000000000000000000000000000000000000
      REDACTED
      changeme
      changeit
      REPLACE_ME
      null
      undefined
      string
      process.env.API_KEY
      os.environ["API_KEY"]
      System.getenv("API_KEY")
      settings.API_KEY
      getKey()
      sk-...
      ghp_...
      /run/secrets/key1
      arn:aws:secretsmanager:us-east-1:123456789012:secret:prod-a1b2c3
      vault:secret/data/app#key1
      ref+vault://app/key1
      npm_a1B2...
      glpat-${TOKEN1}
      ENC[AES256,data]
      """;

  private static final String TEXTS =
      """
      this.password = password;
      if (password.equals(other)) {
      password?: string;
      validatePassword(password, 8)
      Passwords have at least 8 characters and 1 digit.
      auth required pam_unix.so sha512 rounds=65536
      Token token = tokenizer.getToken(i2);
      max_tokens: 4096
      for key, value in map2.items():
      KeyError: 'user_id1'
      secretKeyRef:\\n  name: db-secret1\\n  key: password1
      key: ${{ runner.os }}-maven-${{ hashFiles('**/pom.xml') }}
      image: repo/app@sha256:%h64
      <add key="ClearTextPassword" value="%NUGET_PASS%" />
      csrf_token=%h32
      bucket_key = "%a24"
      key_pressed: %a20
      commit %h40
      %h32  file.iso
      "integrity": "sha512-%s86=="
      "resolved": "https://registry.test/a/-/a-1.0.0.tgz#%h40"
      trace_id=%h32
      X-Request-Id: %U
      "id": "%U"
      user_id = "%h24"
      ssh-rsa AAAAB3NzaC1yc2E%s200 user@host
      data:image/png;base64,iVBORw0KGgo%s200
      gpg: key 0xAAAA1111BBBB2222: public key imported
      fingerprint: SHA256:%s43
      https://host.test/a/%h24/b
      AWSApplicationMigrationFullAccess
      policy/AmazonSageMakerHyperPodObservabilityAccess1
      see `Basic Operations` of Bearer authentication
      private static final String PASSWORD_KEY = "password";
      """;

  private final Scanner.Session session = Scanners.standard().newSession();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void placeholdersAndReferencesAreNoSecrets() {
    for (String label : LABELS.strip().split("\n")) {
      for (String placeholder : PLACEHOLDERS.strip().split("\n")) {
        check(label.replace("§", placeholder));
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void codeAndDigestsAreNoSecrets() {
    for (String text : FormSamples.fill(TEXTS).strip().split("\n")) {
      check(text.replace("\\n", "\n"));
    }
    assertEquals("", String.join("\n", wrong));
  }

  private void check(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    session.scan(bytes, 0, bytes.length, "", findings);
    for (int i = 0; i < findings.size(); i++) {
      if (findings.type(i).id().startsWith("secret.") && findings.confidence(i) >= 50) {
        wrong.add(findings.type(i).id() + " in " + text);
      }
    }
  }
}
