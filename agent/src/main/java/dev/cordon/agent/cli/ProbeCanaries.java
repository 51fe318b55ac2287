package dev.cordon.agent.cli;

import dev.cordon.agent.cli.Probe.Group;
import dev.cordon.engine.policy.CanaryRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Canaries in requests and answers. Policies keep hashes of theirs, so one that is made for this
 * stands beside them. Stateless.
 */
final class ProbeCanaries {
  /** Stands beside a policy's own. */
  static final String VALUE = "K3VD-71XQ-PR0T-2MHW-94ZB";

  /** Ways to write it. */
  private static final String[][] WAYS = {
    {"as it is", VALUE},
    {"in small letters", VALUE.toLowerCase(Locale.ROOT)},
    {"without its hyphens", VALUE.replace("-", "")},
    {"with gaps", VALUE.replaceAll("(?<=.)(?=.)", " ")},
    {"from its end", new StringBuilder(VALUE).reverse().toString()},
    {
      "in base64",
      Base64.getEncoder().encodeToString(("ref " + VALUE).getBytes(StandardCharsets.US_ASCII))
    },
    {"in hexadecimal digits", hex(VALUE)},
  };

  private ProbeCanaries() {}

  private static String hex(String text) {
    StringBuilder digits = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
      digits.append(String.format("%02x", b));
    }
    return digits.toString();
  }

  /** Returns the probes of an interface. */
  static List<Probe> of(CanaryRules rules, ProbeForm form) {
    List<Probe> probes = new ArrayList<>();
    boolean named = rules.canaries().size() > 0;
    for (String[] way : named ? WAYS : new String[0][]) {
      String text = "The reference is " + way[1] + " and no other.";
      String sent = "sent " + way[0];
      String answered = "answered " + way[0];
      probes.add(Probe.request(Group.CANARIES, sent, form, false, text, way[1]));
      probes.add(Probe.request(Group.CANARIES, sent, form, true, text, way[1]));
      probes.addAll(ProbeSet.answers(Group.CANARIES, answered, form, "Hello.", text, way[1]));
    }
    if (rules.perCall()) {
      String[] texts = {"Hello.", "My prompt ends with <CANARY>, it says."};
      String name = "the call's own one in its answer";
      probes.add(Probe.prompted(Group.CANARIES, name, form, false, texts, ""));
      probes.add(Probe.prompted(Group.CANARIES, name, form, true, texts, ""));
    }
    return probes;
  }
}
