package dev.cordon.engine.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vendors' file, whose schema stands in {@code docs/adding-a-vendor.md}. Strict: what it
 * doesn't know is an error that names the line. Used once.
 */
final class VendorReader {
  final Map<String, Vendor> vendors = new LinkedHashMap<>();
  final List<HostEntry> hosts = new ArrayList<>();
  final List<Vendor> localVendors = new ArrayList<>();
  final List<Integer> localPorts = new ArrayList<>();
  final VendorNames.Builder names = new VendorNames.Builder();

  private final BufferedReader lines;
  private int number;
  private @Nullable String id;
  private String provider = "";
  private final List<String[]> block = new ArrayList<>();

  VendorReader(BufferedReader lines) {
    this.lines = lines;
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException when a line is none of a block's; the message names it
   */
  VendorReader read() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = line.trim();
      if (!text.isEmpty() && text.charAt(0) != '#') {
        add(text.split(" +"));
      }
    }
    endBlock();
    return this;
  }

  private void add(String[] words) {
    if (words.length == 1 || (words.length > 2 && !words[0].equals("host"))) {
      throw wrong("'" + words[0] + "' takes one value");
    }
    if (words[0].equals("vendor")) {
      endBlock();
      id = provider = words[1];
      if (vendors.containsKey(id)) {
        throw wrong("a second block of '" + id + "'");
      }
      return;
    }
    if (id == null) {
      throw wrong("'" + words[0] + "' stands before the first 'vendor'");
    }
    if (words[0].equals("provider")) {
      provider = words[1];
    } else if (words[0].equals("host") || words[0].equals("local")) {
      block.add(words);
    } else {
      addName(words[0], words[1]);
    }
  }

  private void addName(String key, String value) {
    String name = value.toLowerCase(Locale.ROOT);
    switch (key) {
      case "key-header":
        names.keyHeaders.add(name);
        break;
      case "key-parameter":
        names.keyParameters.add(name);
        break;
      case "identifier-header":
        names.identifierHeaders.add(name);
        break;
      case "parameter":
        names.parameters.add(name);
        break;
      case "sdk":
        names.packages.add(value.endsWith(".") ? value : value + ".");
        break;
      default:
        throw wrong(
            "unknown key '"
                + key
                + "' (known: vendor, provider, host, local, key-header, key-parameter,"
                + " identifier-header, parameter, sdk)");
    }
  }

  private void endBlock() {
    String name = id;
    if (name == null) {
      return;
    }
    boolean hosted = false;
    for (String[] words : block) {
      hosted |= words[0].equals("host");
    }
    Vendor vendor = new Vendor(name, provider, hosted);
    vendors.put(name, vendor);
    for (String[] words : block) {
      if (words[0].equals("host")) {
        hosts.add(new HostEntry(words[1], vendor, Arrays.copyOfRange(words, 2, words.length)));
      } else {
        localVendors.add(vendor);
        localPorts.add(port(words[1]));
      }
    }
    block.clear();
  }

  private int port(String word) {
    try {
      int port = Integer.parseInt(word);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    throw wrong("'" + word + "' is no port");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("vendors.txt, line " + number + ": " + what);
  }
}
