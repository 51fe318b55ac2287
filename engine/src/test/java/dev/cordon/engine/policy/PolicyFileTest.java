package dev.cordon.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.signature.DetachedSignature;
import dev.cordon.engine.signature.KeyType;
import dev.cordon.engine.signature.PublicKeys;
import dev.cordon.engine.signature.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest implements PolicyFile.Listener {
  @TempDir Path folder;
  private final List<Policy> accepted = new ArrayList<>();
  private final List<PolicyProblem> rejected = new ArrayList<>();

  @Override
  public void accepted(Policy policy) {
    accepted.add(policy);
  }

  @Override
  public void rejected(List<PolicyProblem> problems, Policy inForce) {
    rejected.addAll(problems);
  }

  private PolicyFile open(String text) throws IOException {
    Path file = folder.resolve("cordon.yaml");
    Files.writeString(file, text);
    return PolicyFile.open(file, new PolicyContext(Map.of(), Set.of(), Set.of()), this);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("cordon.yaml"), text);
  }

  @Test
  void aValidChangeTakesEffectOnceTheFileIsSettled() throws Exception {
    PolicyFile source = open("version: 1\n");
    Policy first = source.current();
    write("version: 1\nmode: observe\n");
    source.poll();
    assertSame(first, source.current(), "perhaps still being written");
    source.poll();
    assertEquals(Mode.OBSERVE, source.current().mode());
    assertEquals(2, accepted.size());
    source.poll();
    source.poll();
    assertEquals(2, accepted.size(), "read once");
  }

  @Test
  void onlyASignedPolicyCountsWhereSignaturesAreRequired() throws Exception {
    SigningKey key = SigningKey.generate(KeyType.ED25519);
    PublicKeys trusted = PublicKeys.read(List.of(key.publicBase64()), null);
    PolicyContext context = new PolicyContext(Map.of(), Set.of(), Set.of()).signedBy(trusted);
    Path file = Files.writeString(folder.resolve("cordon.yaml"), "version: 1\n");
    PolicyFile source = PolicyFile.open(file, context, this);
    assertNotNull(source.current().unusable());
    assertTrue(
        source.current().unusable().contains("it is not signed: cordon.yaml.sig can't be read"),
        source.current().unusable());
    sign(key, "version: 1\n");
    source.poll();
    source.poll();
    assertNull(source.current().unusable());
    Policy first = source.current();
    write("version: 1\nmode: off\n");
    source.poll();
    source.poll();
    assertSame(first, source.current(), "the signature is that of another text");
    assertTrue(
        rejected.get(1).toString().contains("doesn't fit: the file is not as it was"),
        rejected.toString());
    assertTrue(rejected.get(1).toString().endsWith("(require_signature)"), rejected.toString());
    sign(key, "version: 1\nmode: off\n");
    source.poll();
    source.poll();
    assertEquals(Mode.OFF, source.current().mode());
    sign(SigningKey.generate(KeyType.ED25519), "version: 1\nmode: off\n");
    source.poll();
    source.poll();
    assertEquals(3, rejected.size());
    assertEquals(Mode.OFF, source.current().mode());
  }

  private void sign(SigningKey key, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DetachedSignature made =
        DetachedSignature.make(
            DetachedSignature.Kind.POLICY, bytes, key, Instant.parse("2031-01-01T00:00:00Z"));
    Files.write(folder.resolve("cordon.yaml.sig"), made.text());
  }

  @Test
  void anInvalidOrMissingFileLeavesThePolicyBefore() throws Exception {
    PolicyFile source = open("version: 1\n");
    Policy first = source.current();
    write("version: 1\nmode: obsreve\n");
    source.poll();
    source.poll();
    assertSame(first, source.current());
    assertEquals(2, rejected.get(0).line());
    Files.delete(folder.resolve("cordon.yaml"));
    source.poll();
    source.poll();
    assertSame(first, source.current());
    assertEquals(2, rejected.size());
  }

  @Test
  void anInvalidFileAtTheStartCanBeCorrected() throws Exception {
    PolicyFile source = open("mode: x\n");
    assertNotNull(source.current().unusable());
    assertTrue(
        source.current().unusable().contains("cordon.yaml:1:1"), source.current().unusable());
    assertEquals(2, rejected.size());
    write("version: 1\nmode: enforce\n");
    source.poll();
    source.poll();
    assertNull(source.current().unusable());
  }

  @Test
  void aMissingFileAtTheStartRefusesCalls() {
    PolicyFile source =
        PolicyFile.open(
            folder.resolve("none.yaml"), new PolicyContext(Map.of(), Set.of(), Set.of()), this);
    assertNotNull(source.current().unusable());
    assertEquals(1, rejected.size());
  }
}
