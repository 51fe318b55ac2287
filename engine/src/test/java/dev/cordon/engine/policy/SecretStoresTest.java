package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that name secrets in stores. */
class SecretStoresTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  @TempDir Path folder;
  private final Map<String, String> stored = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private long version;

  private final SecretStores stores =
      new SecretStores() {
        @Override
        public byte[] read(String reference) throws IOException {
          asked.add(reference);
          String value = stored.get(reference);
          if (value == null) {
            throw new IOException("it is not there; put it there");
          }
          return value.getBytes(UTF_8);
        }

        @Override
        public void prepare(Collection<String> references) {
          prepared.addAll(references);
        }

        @Override
        public long version() {
          return version;
        }
      };

  private final PolicyContext context =
      new PolicyContext(Map.of("OLD", OTHER), Set.of(), VendorCatalogue.builtIn().ids())
          .secretStores(stores);

  private ParsedPolicy parse(String text) {
    return PolicyParser.parse("p", ("version: 1\n" + text).getBytes(UTF_8), context);
  }

  @Test
  void everyKeyThatNamesASecretTakesOneOfAStore() {
    stored.put("vault:kv/app#key", KEY);
    stored.put("aws-sm:prod/redis#url", "rediss://user:secret%20word@redis.example.com/1");
    stored.put("gcp-sm:projects/p/secrets/s", KEY);
    stored.put("azure-kv:keys/vault", OTHER);
    stored.put("command:/usr/bin/api-key --of shop", "sk-shop");
    ParsedPolicy parsed =
        parse(
            "token_key: ['vault:kv/app#key', env:OLD]\n"
                + "audit: {file: a.jsonl, key: 'gcp-sm:projects/p/secrets/s'}\n"
                + "callers: {rules: {shop: {keys: ['command:/usr/bin/api-key --of shop']}}}\n"
                + "vault:\n  redis:\n    url: 'aws-sm:prod/redis#url'\n"
                + "    encryption_key: azure-kv:keys/vault\n");
    Policy policy = parsed.policy();
    assertNotNull(policy, parsed.problems().toString());
    assertArrayEquals(KEY.getBytes(UTF_8), policy.tokenKey().bytes());
    assertArrayEquals(KEY.getBytes(UTF_8), policy.audit().key().bytes());
    assertEquals("secret word", policy.redis().password());
    assertArrayEquals(OTHER.getBytes(UTF_8), policy.redis().encryptionKeys().get(0).bytes());
    assertEquals(5, asked.size(), asked.toString());
    assertEquals(new TreeSet<>(asked), new TreeSet<>(prepared), "each at the same time");
  }

  /** A text that only looks like a reference runs no program. */
  @Test
  void onlyWhatIsReadAsASecretIsPrepared() {
    stored.put("vault:kv/app#key", KEY);
    stored.put("vault:kv/app#old", OTHER);
    String message = "stop_message: 'command:rm and vault:kv/app#key'\n";
    assertNotNull(parse(message + "token_key: 'vault:kv/app#key'\n").policy());
    assertEquals(List.of(), prepared, "one alone is read as ever");
    assertNotNull(
        parse(message + "token_key: ['vault:kv/app#key', 'vault:kv/app#old']\n").policy());
    assertEquals(List.of("vault:kv/app#key", "vault:kv/app#old"), prepared);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"vault:kv/app#key\" | vault:kv/app#key can't be read: it is not there; put it there",
        "'vault:kv/app' | must be vault:MOUNT/PATH#FIELD",
        "'vault:app#key' | must be vault:MOUNT/PATH#FIELD",
        "\"aws-sm:\" | names nothing behind its colon",
        "gcp-sm:cordon | must be gcp-sm:projects/PROJECT/secrets/NAME",
        "azure-kv:cordon | must be azure-kv:VAULT/NAME",
        "'command:/bin/key --password hunter2' | command:/bin/key can't be read: it is not there"
      })
  void aMistakeIsNamedWithItsPlaceAndNothingSecret(String reference, String message) {
    ParsedPolicy parsed = parse("token_key: " + reference);
    assertNull(parsed.policy());
    assertEquals(1, parsed.problems().size(), parsed.problems().toString());
    String problem = parsed.problems().get(0).toString();
    assertTrue(problem.startsWith("p:2:12: token_key: " + message), problem);
    assertFalse(problem.contains("hunter2"), problem);
  }

  @Test
  void checkingAPolicyAsksNobodyAndStillKnowsWhatIsNoReference() {
    context.withoutKeys();
    assertNotNull(parse("token_key: 'vault:kv/app#key'").policy());
    assertNull(parse("token_key: 'vault:kv'").policy());
    assertTrue(asked.isEmpty(), asked.toString());
  }

  @Test
  void theFileIsReadAnewWhenASecretHasChangedOrIsThereAtLast() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cordon.yaml"), "version: 1\ntoken_key: 'vault:kv/app#key'\n");
    List<String> said = new ArrayList<>();
    PolicyFile.Listener listener =
        new PolicyFile.Listener() {
          @Override
          public void accepted(Policy policy) {
            said.add("accepted");
          }

          @Override
          public void rejected(List<PolicyProblem> problems, Policy inForce) {
            said.add("rejected");
          }
        };
    try (PolicyFile source = PolicyFile.open(file, context, listener)) {
      assertNotNull(source.current().unusable());
      stored.put("vault:kv/app#key", KEY);
      version++;
      source.poll();
      source.poll();
      assertArrayEquals(KEY.getBytes(UTF_8), source.current().tokenKey().bytes());
      source.poll();
      stored.put("vault:kv/app#key", OTHER);
      version++;
      source.poll();
      source.poll();
      assertArrayEquals(OTHER.getBytes(UTF_8), source.current().tokenKey().bytes());
    }
    assertEquals(List.of("rejected", "accepted", "accepted"), said);
  }
}
