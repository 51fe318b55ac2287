package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was known when a baseline was written: how often each type stands in each file, told apart
 * by twelve bits of a salted hash of the value. Twelve bits show with a chance of 4095 in 4096 that
 * a value was replaced by another one, and leave far too many candidates to tell what it is. Not
 * thread-safe.
 */
final class Baseline {
  private static final int VERSION = 1;
  private static final int SALT_BYTES = 16;

  private final byte[] salt;
  private final Map<String, Integer> known;
  private final Map<String, Integer> seen = new TreeMap<String, Integer>();

  Baseline() {
    this(new byte[SALT_BYTES], new HashMap<String, Integer>());
    new SecureRandom().nextBytes(salt);
  }

  private Baseline(byte[] salt, Map<String, Integer> known) {
    this.salt = salt;
    this.known = known;
  }

  /** Tells whether a finding was known, and takes note of it for {@link #write}. */
  boolean knows(String file, String type, byte[] text, int start, int end) {
    String key = path(file) + '\0' + type + '\0' + check(text, start, end);
    seen.merge(key, 1, Integer::sum);
    Integer left = known.get(key);
    if (left == null || left == 0) {
      return false;
    }
    known.put(key, left - 1);
    return true;
  }

  private static String path(String file) {
    return Paths.get(file).normalize().toString().replace('\\', '/');
  }

  private String check(byte[] text, int start, int end) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      sha.update(text, start, end - start);
      byte[] hash = sha.digest();
      int bits = (hash[0] & 0xff) << 4 | (hash[1] & 0xf0) >> 4;
      return Integer.toHexString(0x1000 | bits).substring(1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Reads a baseline.
   *
   * @throws IOException when it can't be read, or is none
   */
  static Baseline read(Path file) throws IOException {
    Map<String, Integer> known = new HashMap<String, Integer>();
    byte[] salt = new byte[0];
    int version = 0;
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("version")) {
          version = json.getIntValue();
        } else if (name.equals("salt")) {
          salt = json.getBinaryValue();
        } else if (name.equals("findings") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            finding(json, known);
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException("no baseline", e);
    }
    if (version != VERSION || salt.length != SALT_BYTES) {
      throw new IOException("no baseline");
    }
    return new Baseline(salt, known);
  }

  private static void finding(JsonParser json, Map<String, Integer> known) throws IOException {
    Map<String, String> fields = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, json.getText());
    }
    String key = fields.get("file") + '\0' + fields.get("type") + '\0' + fields.get("check");
    try {
      known.merge(key, Integer.parseInt(String.valueOf(fields.get("count"))), Integer::sum);
    } catch (NumberFormatException e) {
      throw new IOException("no baseline", e);
    }
  }

  /** Writes what was seen. */
  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeBinaryField("salt", salt);
      json.writeArrayFieldStart("findings");
      for (Map.Entry<String, Integer> entry : seen.entrySet()) {
        String[] parts = entry.getKey().split("\0", -1);
        json.writeStartObject();
        json.writeStringField("file", parts[0]);
        json.writeStringField("type", parts[1]);
        json.writeStringField("check", parts[2]);
        json.writeNumberField("count", entry.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
