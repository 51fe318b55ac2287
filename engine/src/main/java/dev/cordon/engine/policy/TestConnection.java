package dev.cordon.engine.policy;

import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.connection.Flaw;
import dev.cordon.engine.connection.Pins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection of a policy test: what a handshake would tell of the server. Immutable. */
public final class TestConnection implements ConnectionRules.Server {
  private static final String NEWEST = "TLSv1.3";

  private final String version;
  private final List<String> pins;
  private final boolean verified;
  private final boolean seen;

  private TestConnection(String version, List<String> pins, boolean verified, boolean seen) {
    this.version = version;
    this.pins = Collections.unmodifiableList(pins);
    this.verified = verified;
    this.seen = seen;
  }

  static @Nullable TestConnection read(Section test) {
    Section section = test.section("connection", PolicyTestReader.CONNECTION);
    if (section == null) {
      return null;
    }
    String tls = section.text("tls");
    if (tls != null && !tls.matches("1\\.[0-3]")) {
      section.wrong("tls", "must be 1.0, 1.1, 1.2 or 1.3");
    }
    List<String> pins = new ArrayList<>();
    for (String text : section.texts("keys")) {
      String pin = Pins.parse(text);
      if (pin == null) {
        section.wrong("keys", "\"" + text + "\" is no pin: base64 of a key's SHA-256 (RFC 7469)");
      } else {
        pins.add(pin);
      }
    }
    String version = tls == null ? NEWEST : tls.equals("1.0") ? "TLSv1" : "TLSv" + tls;
    return new TestConnection(
        version, pins, section.flag("verified", true), section.flag("seen", true));
  }

  @Override
  public List<String> pins() {
    return pins;
  }

  @Override
  public @Nullable String doubt() {
    return verified ? null : "is nobody whom the JVM trusts, and the client takes it";
  }

  /** Returns what is wrong with it under a policy. */
  public List<Flaw> flaws(ConnectionRules rules, String host) {
    if (seen) {
      return rules.judge(host, version, this);
    }
    Flaw flaw = rules.judgeUnseen(host);
    return flaw == null ? Collections.<Flaw>emptyList() : Collections.singletonList(flaw);
  }
}
