package dev.cordon.engine.policy;

import dev.cordon.engine.connection.ClientIdentity;
import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.connection.MinimumTls;
import dev.cordon.engine.connection.Pins;
import dev.cordon.engine.connection.Reaction;
import dev.cordon.engine.file.UnusableFileException;
import dev.cordon.engine.tls.ClientTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what connections to AI vendors must be. Used for one policy file. */
final class ConnectionReader {
  private static final String CERTIFICATES = "client_certificates";

  private final ReferredFiles files;

  ConnectionReader(ReferredFiles files) {
    this.files = files;
  }

  ConnectionRules read(Section top) {
    Section section = top.section("connection", PolicyKeys.CONNECTION);
    if (section == null) {
      return ConnectionRules.BUILT_IN;
    }
    return new ConnectionRules(
        reaction(section, "plain_http", ConnectionRules.BUILT_IN.plainHttp()),
        minimum(section),
        reaction(section, "verification", ConnectionRules.BUILT_IN.verification()),
        reaction(section, "unseen", ConnectionRules.BUILT_IN.unseen()),
        pins(section),
        identities(section));
  }

  private static Reaction reaction(Section section, String key, Reaction byDefault) {
    Reaction said = section.choice(key, Reaction.values());
    return said == null ? byDefault : said;
  }

  private static MinimumTls minimum(Section section) {
    String version = section.text("min_tls");
    if (version != null && !version.equals("1.2") && !version.equals("1.3")) {
      section.wrong("min_tls", "must be 1.2 or 1.3");
    }
    return "1.3".equals(version) ? MinimumTls.TLS_1_3 : MinimumTls.TLS_1_2;
  }

  private static List<Pins> pins(Section section) {
    List<Pins> all = new ArrayList<>();
    for (Map.Entry<String, Section> entry :
        hosts(section, "pins", PolicyKeys.CONNECTION_PINS).entrySet()) {
      Section host = entry.getValue();
      Set<String> pins = new LinkedHashSet<>();
      List<String> texts = host.texts("sha256");
      for (String text : texts) {
        String pin = Pins.parse(text);
        if (pin == null) {
          host.wrong(
              "sha256",
              "\"" + text + "\" is no pin: base64 of a key's SHA-256 (RFC 7469), 44 characters");
        } else {
          pins.add(pin);
        }
      }
      boolean reportOnly = host.flag("report_only", false);
      if (!host.has("sha256")) {
        section.wrong("pins", entry.getKey() + ": sha256 is missing");
      } else if (texts.size() < 2 || pins.size() < Math.min(2, texts.size())) {
        host.wrong(
            "sha256",
            "needs a backup: two different pins at least, one of a key that isn't in use yet");
      }
      all.add(new Pins(entry.getKey(), pins, reportOnly));
    }
    return all;
  }

  private List<ClientIdentity> identities(Section section) {
    List<ClientIdentity> all = new ArrayList<>();
    for (Map.Entry<String, Section> entry :
        hosts(section, CERTIFICATES, PolicyKeys.CONNECTION_CERTIFICATE).entrySet()) {
      Section host = entry.getValue();
      Path certificates = file(host, "cert_file");
      Path key = file(host, "key_file");
      if (certificates == null || key == null) {
        String missing = certificates == null ? "cert_file" : "key_file";
        if (!host.has(missing)) {
          section.wrong(CERTIFICATES, entry.getKey() + ": " + missing + " is missing");
        }
        continue;
      }
      try {
        ClientIdentity identity = ClientTls.identity(entry.getKey(), certificates, key);
        files.digest(Pins.of(identity.chain()[0]));
        all.add(identity);
      } catch (IOException | SecurityException e) {
        host.wrong("cert_file", "can't be used: " + reason(e));
      }
    }
    return all;
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? UnusableFileException.reason(e) : message;
  }

  private @Nullable Path file(Section host, String key) {
    String name = host.text(key);
    return name == null ? null : files.path(host, key, name);
  }

  private static Map<String, Section> hosts(Section section, String key, List<String> known) {
    Map<String, Section> hosts = new LinkedHashMap<>();
    Section named = section.section(key, null);
    for (String host : named == null ? Collections.<String>emptySet() : named.names()) {
      boolean never = host.indexOf(':') >= 0 || host.endsWith(".");
      if (named != null && (never || !PolicyReader.isHostPattern(host))) {
        named.wrongKey(host, "is no host and no *.suffix, without port and last dot");
      }
      Section lines = named == null ? null : named.section(host, known);
      if (lines != null) {
        hosts.put(host, lines);
      }
    }
    return hosts;
  }
}
