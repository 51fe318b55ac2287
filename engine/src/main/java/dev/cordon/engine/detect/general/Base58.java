package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.ScanText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Base58check: 25 bytes, of which the last four are the beginning of a double SHA-256 of the
 * others.
 */
final class Base58 {
  private static final String BITCOIN =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
  private static final int LENGTH = 25;
  private static final byte[] BITCOIN_VALUES = values(BITCOIN);
  private static final byte[] RIPPLE_VALUES = values(RIPPLE);

  private Base58() {}

  /** Tells whether characters are an address with a valid checksum. */
  static boolean isAddress(ScanText text, int start, int end, boolean ripple) {
    byte[] values = ripple ? RIPPLE_VALUES : BITCOIN_VALUES;
    for (int i = start; i < end; i++) {
      if (values[text.at(i) & 127] < 0) {
        return false;
      }
    }
    byte[] bytes = new byte[LENGTH + 1];
    for (int i = start; i < end; i++) {
      int carry = values[text.at(i) & 127];
      for (int k = LENGTH; k >= 0; k--) {
        carry += (bytes[k] & 0xff) * 58;
        bytes[k] = (byte) carry;
        carry >>>= 8;
      }
      if (carry != 0) {
        return false;
      }
    }
    return checks(bytes);
  }

  private static byte[] values(String alphabet) {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Checks 25 bytes, or with Zcash's longer prefix 26. */
  private static boolean checks(byte[] bytes) {
    int from = bytes[0] == 0 ? 1 : 0;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, from, LENGTH - 3 - from);
      byte[] hash = digest.digest(digest.digest());
      for (int i = 0; i < 4; i++) {
        if (hash[i] != bytes[LENGTH - 3 + i]) {
          return false;
        }
      }
      return true;
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has SHA-256. Without it, what looks like an address is taken for one.
      return true;
    }
  }
}
