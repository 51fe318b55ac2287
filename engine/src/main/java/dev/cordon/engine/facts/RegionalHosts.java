package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts answer in one region what another host of the same vendor answers anywhere. Immutable
 * once it is made.
 */
final class RegionalHosts {
  private static final int MAPPING = 3;
  private static final int PARTS = 4;

  private final Map<String, List<String>> byHost = new HashMap<>();
  private final Map<String, String> countries = new HashMap<>();
  private final Set<String> users = new HashSet<>();

  private RegionalHosts() {}

  /**
   * Reads the catalogue.
   *
   * @param users hosts of the user's choice, by the host that applications call
   */
  static RegionalHosts read(Map<String, String> users) {
    try (InputStream in = RegionalHosts.class.getResourceAsStream("regional-hosts.txt")) {
      if (in == null) {
        throw new IllegalStateException("regional-hosts.txt is missing");
      }
      RegionalHosts hosts = new RegionalHosts();
      hosts.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      for (Map.Entry<String, String> user : users.entrySet()) {
        hosts.byHost.put(user.getKey(), Collections.singletonList(user.getValue()));
        hosts.users.add(user.getValue());
      }
      return hosts;
    } catch (IOException e) {
      throw new IllegalStateException("regional-hosts.txt can't be read", e);
    }
  }

  /** Reads {@code HOST REGIONAL-HOST COUNTRY | DATE | SOURCE | NOTE}. */
  private void read(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      String[] parts = line.split(" \\| ");
      String[] words = parts[0].split(" ");
      if (parts.length != PARTS || words.length != MAPPING || !parts[2].startsWith("https://")) {
        throw new IllegalStateException("regional-hosts.txt: " + line);
      }
      byHost.computeIfAbsent(words[0], host -> new ArrayList<>()).add(words[1]);
      countries.put(words[1], words[2]);
    }
  }

  /** Returns the hosts that may take a host's place, in lower case; none when none is known. */
  List<String> of(String host) {
    List<String> known = byHost.get(host);
    return known == null ? Collections.<String>emptyList() : known;
  }

  /** Tells whether the user says that a host is a regional one. */
  boolean isUsers(String host) {
    return users.contains(host);
  }

  /** Returns the country of a regional host of the catalogue, or null. */
  @Nullable String country(String host) {
    return countries.get(host);
  }
}
