package dev.cordon.engine.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.signature.DetachedSignature.Kind;
import dev.cordon.engine.text.Hex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachedSignatureTest {
  private static final byte[] POLICY = "version: 1\n".getBytes(UTF_8);
  private static final Instant NOW = Instant.parse("2026-10-18T09:30:00Z");

  @TempDir Path folder;

  private static PublicKeys trust(SigningKey... keys) throws IOException {
    return PublicKeys.read(
        java.util.Arrays.stream(keys).map(SigningKey::publicBase64).toList(), null);
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void whatWasSignedFitsAndNothingElseDoes(KeyType type) throws Exception {
    SigningKey key = SigningKey.generate(type);
    DetachedSignature made = DetachedSignature.make(Kind.POLICY, POLICY, key, NOW);
    DetachedSignature read = DetachedSignature.parse(made.text());
    assertNull(read.problem(Kind.POLICY, POLICY, trust(key)));
    assertEquals(NOW.toEpochMilli(), read.signedMillis());
    assertEquals(key.fingerprint(), read.key());
    for (int i = 0; i < POLICY.length; i++) {
      byte[] other = POLICY.clone();
      other[i] ^= 1;
      assertTrue(read.problem(Kind.POLICY, other, trust(key)).contains("doesn't fit"));
    }
    String kind = read.problem(Kind.EXCEPTIONS, POLICY, trust(key));
    assertEquals("the signature is one of kind policy, not exceptions", kind);
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void aSignaturesOwnLinesCantBeChanged(KeyType type) throws Exception {
    SigningKey key = SigningKey.generate(type);
    String text =
        new String(DetachedSignature.make(Kind.POLICY, POLICY, key, NOW).text(), US_ASCII);
    String later = text.replace("2026-10-18", "2026-10-19");
    String other = text.replace("kind: policy", "kind: exceptions");
    DetachedSignature moved = DetachedSignature.parse(later.getBytes(US_ASCII));
    assertTrue(moved.problem(Kind.POLICY, POLICY, trust(key)).contains("doesn't fit"));
    DetachedSignature turned = DetachedSignature.parse(other.getBytes(US_ASCII));
    assertTrue(turned.problem(Kind.EXCEPTIONS, POLICY, trust(key)).contains("doesn't fit"));
    int at = text.lastIndexOf(": ") + 2;
    for (int i = at; i < text.length() - 3; i += 7) {
      char wrong = text.charAt(i) == 'A' ? 'B' : 'A';
      String broken = text.substring(0, i) + wrong + text.substring(i + 1);
      DetachedSignature read = DetachedSignature.parse(broken.getBytes(US_ASCII));
      assertTrue(read.problem(Kind.POLICY, POLICY, trust(key)).contains("doesn't fit"));
    }
  }

  @Test
  void aSignatureOfZerosIsNobodys() {
    byte[] zeros = {0x30, 6, 2, 1, 0, 2, 1, 0};
    byte[] longZeros = {0x30, 8, 2, 2, 0, 0, 2, 2, 0, 0};
    byte[] half = {0x30, 6, 2, 1, 1, 2, 1, 0};
    byte[] numbers = {0x30, 6, 2, 1, 1, 2, 1, 1};
    assertFalse(PublicKey.hasNumbers(zeros));
    assertFalse(PublicKey.hasNumbers(longZeros));
    assertFalse(PublicKey.hasNumbers(half));
    assertFalse(PublicKey.hasNumbers(new byte[0]));
    assertFalse(PublicKey.hasNumbers(new byte[] {0x30, 6, 2, 1, 1, 2, 9}));
    assertTrue(PublicKey.hasNumbers(numbers));
  }

  @Test
  void anotherKeysSignatureDoesNotCount() throws Exception {
    SigningKey mine = SigningKey.generate(KeyType.ED25519);
    SigningKey other = SigningKey.generate(KeyType.P256);
    DetachedSignature made = DetachedSignature.make(Kind.POLICY, POLICY, other, NOW);
    assertEquals(
        "it is signed with the key "
            + other.fingerprint()
            + ", which is none of those that are trusted ("
            + mine.fingerprint()
            + ")",
        made.problem(Kind.POLICY, POLICY, trust(mine)));
    assertNull(made.problem(Kind.POLICY, POLICY, trust(mine, other)), "one of several");
    String forged =
        new String(made.text(), US_ASCII).replace(other.fingerprint(), mine.fingerprint());
    DetachedSignature read = DetachedSignature.parse(forged.getBytes(US_ASCII));
    assertTrue(read.problem(Kind.POLICY, POLICY, trust(mine)).contains("doesn't fit"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PGP SIGNATURE-----",
        "cordon-signature: 1",
        "cordon-signature: 2\nkind: policy\nkey: a\nsigned: 2026-10-18T09:30:00Z\nsignature: AA==",
        "cordon-signature: 1\nkind: policy\nkey: a\nsigned: today\nsignature: AA==",
        "cordon-signature: 1\nkind: policy\nkey: a\nsigned: 2026-10-18T09:30:00Z\nsignature: ?",
        "cordon-signature: 1\nkind: policy\nkey: a\nsigned: +1000000000-12-31T23:59:59Z\n"
            + "signature: AA==",
        "cordon-signature: 1\nkind: policy\nkind: policy\nkey: a\nsigned: x\nsignature: AA==",
        "\u0000\u0001\u0002"
      })
  void whatIsNoSignatureIsSaidToBeNone(String text) {
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class, () -> DetachedSignature.parse(text.getBytes(UTF_8)));
    assertNotNull(none.getMessage());
    assertTrue(none.getMessage().length() < 200, none.getMessage());
  }

  /** As on Java 8 to 14 for Ed25519. */
  @Test
  void whatAJvmCantCheckDoesNotCount() throws Exception {
    SigningKey key = SigningKey.generate(KeyType.ED25519);
    DetachedSignature made = DetachedSignature.make(Kind.POLICY, POLICY, key, NOW);
    PublicKeys trusted = trust(key);
    int position = 0;
    Provider ec = Security.getProvider("SunEC");
    for (Provider provider : Security.getProviders()) {
      position++;
      if (provider.equals(ec)) {
        break;
      }
    }
    Security.removeProvider("SunEC");
    try {
      String said = made.problem(Kind.POLICY, POLICY, trusted);
      assertTrue(said.startsWith("the signature can't be checked: this JVM (Java "), said);
      assertTrue(said.endsWith("sign with a key of type p256 for older ones"), said);
      assertThrows(UnsupportedKeyException.class, () -> SigningKey.generate(KeyType.ED25519));
    } finally {
      Security.insertProviderAt(ec, position);
    }
    assertNull(made.problem(Kind.POLICY, POLICY, trusted));
  }

  /** RFC 8032, section 7.1, test 2. */
  @Test
  void aSignatureOfTheStandardsFits() throws Exception {
    byte[] header = Hex.bytes("302a300506032b6570032100");
    byte[] point = Hex.bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    byte[] key = java.util.Arrays.copyOf(header, 44);
    System.arraycopy(point, 0, key, 12, 32);
    PublicKey read = PublicKey.ofBase64(Base64.getEncoder().encodeToString(key));
    byte[] signature =
        Hex.bytes(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertTrue(read.verifies(new byte[] {0x72}, signature));
    assertFalse(read.verifies(new byte[] {0x73}, signature));
    assertFalse(read.verifies(new byte[] {0x72}, new byte[64]));
    assertFalse(read.verifies(new byte[] {0x72}, new byte[0]));
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void keysAreReadFromTheFilesThatTheyWereWrittenTo(KeyType type) throws Exception {
    SigningKey key = SigningKey.generate(type);
    SigningKey other = SigningKey.generate(KeyType.ED25519);
    Path secret = Files.writeString(folder.resolve("a.key"), key.pem());
    Files.writeString(folder.resolve("both.pub"), other.publicPem() + key.publicPem());
    SigningKey read = SigningKey.read(secret);
    assertEquals(key.fingerprint(), read.fingerprint());
    PublicKeys both = PublicKeys.read(List.of("both.pub"), folder);
    assertEquals(other.fingerprint() + ", " + key.fingerprint(), both.toString());
    DetachedSignature made = DetachedSignature.make(Kind.EXCEPTIONS, POLICY, read, NOW);
    assertNull(made.problem(Kind.EXCEPTIONS, POLICY, both));
    String shown = key.toString();
    assertTrue(shown.equals(type.id() + " " + key.fingerprint()), shown);
  }

  @Test
  void aPrivateKeyThatCantBeUsedIsNamedWithoutItsContent() throws Exception {
    SigningKey key = SigningKey.generate(KeyType.ED25519);
    String pem = key.pem();
    String publicPart = pem.substring(pem.indexOf("-----BEGIN PUBLIC"));
    String[] wrong = {
      "",
      pem.replace(publicPart, ""),
      publicPart,
      pem.replace("MC4CAQ", "MC4CAQ!!AAAA"),
      pem.replace(publicPart, SigningKey.generate(KeyType.ED25519).publicPem()),
      pem.replace(publicPart, SigningKey.generate(KeyType.P256).publicPem())
    };
    for (String text : wrong) {
      Path file = Files.writeString(folder.resolve("b.key"), text);
      IOException said = assertThrows(IOException.class, () -> SigningKey.read(file), text);
      assertFalse(said.getMessage().contains("MC4CAQ"), said.getMessage());
    }
  }

  @Test
  void aPublicKeyThatIsNoneIsNamed() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    byte[] foreign = rsa.generateKeyPair().getPublic().getEncoded();
    Files.writeString(folder.resolve("rsa.pub"), PublicKeys.pem(foreign));
    Files.writeString(folder.resolve("none.pub"), "hello");
    for (String name : List.of("rsa.pub", "none.pub", "absent.pub", "\u0000", "MCowBQ==")) {
      IOException said =
          assertThrows(IOException.class, () -> PublicKeys.read(List.of(name), folder), name);
      assertTrue(said.getMessage().contains(name), said.getMessage());
    }
  }
}
