package dev.cordon.engine.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows who answers at which host. Immutable and thread-safe; look-ups allocate nothing. */
public final class VendorCatalogue {
  private static @Nullable VendorCatalogue builtIn;

  private final Map<String, Vendor> vendors = new LinkedHashMap<>();
  private final List<HostEntry> entries = new ArrayList<>();
  private final Vendor[] localVendors;
  private final int[] localPorts;
  private final HostTable table;
  private final HostTable ignored;

  private VendorCatalogue(BufferedReader lines) throws IOException {
    List<Vendor> locals = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    String id = "";
    String provider = "";
    List<String[]> block = new ArrayList<>();
    for (String line = lines.readLine(); ; line = lines.readLine()) {
      String[] words = line == null ? new String[] {"vendor"} : words(line);
      if (words.length == 0) {
        continue;
      }
      if (words[0].equals("vendor")) {
        addBlock(id, provider, block, locals, ports);
        if (line == null) {
          break;
        }
        id = provider = words[1];
        block.clear();
      } else if (words[0].equals("provider")) {
        provider = words[1];
      } else {
        block.add(words);
      }
    }
    localVendors = locals.toArray(new Vendor[0]);
    localPorts = new int[ports.size()];
    for (int i = 0; i < localPorts.length; i++) {
      localPorts[i] = ports.get(i);
    }
    table = new HostTable(entries);
    ignored = new HostTable(Collections.<HostEntry>emptyList());
  }

  private VendorCatalogue(VendorCatalogue base, Policy policy) {
    vendors.putAll(base.vendors);
    localVendors = base.localVendors;
    localPorts = base.localPorts;
    List<HostEntry> never = new ArrayList<>();
    for (String pattern : policy.ignoredHosts()) {
      never.add(new HostEntry(pattern, null, new String[0]));
    }
    // The user's hosts come first: of two equal patterns the first one counts.
    for (HostRule rule : policy.hosts()) {
      String[] paths = rule.paths().toArray(new String[0]);
      entries.add(new HostEntry(rule.pattern(), vendors.get(rule.vendor()), paths));
    }
    entries.addAll(base.entries);
    table = new HostTable(entries);
    ignored = new HostTable(never);
  }

  private void addBlock(
      String id, String provider, List<String[]> block, List<Vendor> locals, List<Integer> ports) {
    if (id.isEmpty()) {
      return;
    }
    Vendor vendor = new Vendor(id, provider);
    vendors.put(id, vendor);
    for (String[] words : block) {
      if (words[0].equals("host")) {
        entries.add(new HostEntry(words[1], vendor, Arrays.copyOfRange(words, 2, words.length)));
      } else {
        locals.add(vendor);
        ports.add(Integer.valueOf(words[1]));
      }
    }
  }

  private static String[] words(String line) {
    String text = line.trim();
    if (text.isEmpty() || text.charAt(0) == '#') {
      return new String[0];
    }
    List<String> words = new ArrayList<>(4);
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ' ') {
        if (i > begin) {
          words.add(text.substring(begin, i));
        }
        begin = i + 1;
      }
    }
    return words.toArray(new String[0]);
  }

  /** Returns the catalogue that is built in; read at the first call. */
  public static synchronized VendorCatalogue builtIn() {
    if (builtIn == null) {
      try (InputStream in = VendorCatalogue.class.getResourceAsStream("vendors.txt")) {
        if (in == null) {
          throw new IllegalStateException("vendors.txt is missing");
        }
        builtIn =
            new VendorCatalogue(
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new IllegalStateException("vendors.txt can't be read", e);
      }
    }
    return builtIn;
  }

  /**
   * Returns the catalogue with a policy's own hosts.
   *
   * @param policy adds hosts and hosts to ignore
   */
  public VendorCatalogue with(Policy policy) {
    boolean same = policy.hosts().isEmpty() && policy.ignoredHosts().isEmpty();
    return same ? this : new VendorCatalogue(this, policy);
  }

  /**
   * Finds who answers.
   *
   * @param host the host's name or address; case and a dot at the end don't matter
   * @param path the path, percent-encoded
   * @return the vendor, or null when the host is none of the catalogue's
   */
  public @Nullable Vendor find(String host, String path) {
    HostEntry entry = table.find(host, path);
    return entry == null ? null : entry.vendor;
  }

  /**
   * Tells whether a host is never governed.
   *
   * @param host the host's name or address
   */
  public boolean isIgnored(String host) {
    return ignored.find(host, "/") != null;
  }

  /**
   * Names the vendor whose server usually listens at a port of this machine. Says nothing of
   * whether a call is an AI call.
   *
   * @param host the host's name or address
   * @param port the port
   * @return the vendor, or null
   */
  public @Nullable Vendor local(String host, int port) {
    for (int i = 0; i < localPorts.length; i++) {
      if (localPorts[i] == port) {
        return isLocal(host) ? localVendors[i] : null;
      }
    }
    return null;
  }

  private static boolean isLocal(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  /** Returns the identifiers of all vendors. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(vendors.keySet());
  }

  /**
   * Returns a vendor by its identifier, or null.
   *
   * @param id the identifier
   */
  public @Nullable Vendor vendor(String id) {
    return vendors.get(id);
  }
}
