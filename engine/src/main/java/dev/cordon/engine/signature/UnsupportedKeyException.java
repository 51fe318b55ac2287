package dev.cordon.engine.signature;

/** The JVM doesn't know a type of key. What it can't check counts as not signed. */
public final class UnsupportedKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsupportedKeyException(KeyType type) {
    super(
        "this JVM (Java "
            + System.getProperty("java.specification.version")
            + ") knows no keys of type "
            + type.id()
            + (type == KeyType.ED25519
                ? ", which Java 15 and later do; sign with a key of type p256 for older ones"
                : ""));
  }
}
