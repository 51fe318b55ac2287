package dev.cordon.engine.policy;

import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.policy.route.Routes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Knows who answers at which host. Immutable and thread-safe; look-ups allocate nothing. */
public final class VendorCatalogue {
  private static @Nullable VendorCatalogue builtIn;

  private final Map<String, Vendor> vendors = new LinkedHashMap<>();
  private final List<HostEntry> entries = new ArrayList<>();
  private final VendorNames names;
  private final Vendor[] localVendors;
  private final int[] localPorts;
  private final HostTable table;
  private final HostTable ignored;

  private VendorCatalogue(VendorReader read) {
    vendors.putAll(read.vendors);
    entries.addAll(read.hosts);
    names = read.names.build();
    localVendors = read.localVendors.toArray(new Vendor[0]);
    localPorts = new int[read.localPorts.size()];
    for (int i = 0; i < localPorts.length; i++) {
      localPorts[i] = read.localPorts.get(i);
    }
    table = new HostTable(entries);
    ignored = new HostTable(Collections.<HostEntry>emptyList());
  }

  private VendorCatalogue(VendorCatalogue base, Policy policy) {
    vendors.putAll(base.vendors);
    names = base.names;
    localVendors = base.localVendors;
    localPorts = base.localPorts;
    List<HostEntry> never = new ArrayList<>();
    for (String pattern : policy.ignoredHosts()) {
      never.add(new HostEntry(pattern, null, new String[0]));
    }
    // The user's hosts come first: of two equal patterns the first one counts.
    for (HostRule rule : policy.hosts()) {
      String[] paths = rule.paths().toArray(new String[0]);
      entries.add(new HostEntry(rule.pattern(), vendors.get(rule.vendor()), paths, rule.region()));
    }
    Routes routes = policy.routes();
    for (Route route : routes == null ? Collections.<Route>emptyList() : routes.longestFirst()) {
      String path = route.url().path();
      String[] paths = path.isEmpty() ? new String[0] : new String[] {path};
      Vendor vendor = vendors.get(route.vendor());
      entries.add(new HostEntry(route.url().host(), vendor, paths, route.region()));
    }
    entries.addAll(base.entries);
    table = new HostTable(entries);
    ignored = new HostTable(never);
  }

  /**
   * Reads a catalogue.
   *
   * @param lines in the form of {@code docs/adding-a-vendor.md}
   * @throws IllegalArgumentException when a line is not of that form; the message names it
   */
  static VendorCatalogue read(BufferedReader lines) throws IOException {
    return new VendorCatalogue(new VendorReader(lines).read());
  }

  /** Returns the catalogue that is built in; read at the first call. */
  public static synchronized VendorCatalogue builtIn() {
    if (builtIn == null) {
      try (InputStream in = VendorCatalogue.class.getResourceAsStream("vendors.txt")) {
        if (in == null) {
          throw new IllegalStateException("vendors.txt is missing");
        }
        builtIn = read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new IllegalStateException("vendors.txt can't be read", e);
      }
    }
    return builtIn;
  }

  /**
   * Returns the catalogue with a policy's own hosts.
   *
   * @param policy adds hosts, those of routes, and hosts to ignore
   */
  public VendorCatalogue with(Policy policy) {
    boolean same =
        policy.hosts().isEmpty() && policy.ignoredHosts().isEmpty() && policy.routes() == null;
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
   * Returns where the user says that a host is: a region or a country; null when nowhere.
   *
   * @param host the host's name or address
   * @param path the path, percent-encoded
   */
  public @Nullable String region(String host, String path) {
    HostEntry entry = table.find(host, path);
    return entry == null ? null : entry.region;
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
        return isThisMachine(host) ? localVendors[i] : null;
      }
    }
    return null;
  }

  /**
   * Tells whether a host is the machine itself, as far as its name says: a name that merely begins
   * like an address, such as {@code 127.example.com}, is somebody's.
   *
   * @param host a host name or an address without brackets
   */
  public static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("::1")
        || (host.startsWith("127.") && isNumbers(host));
  }

  private static boolean isNumbers(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
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

  /** Tells whether a vendor is one service, and no kind of server that anybody may run. */
  public boolean isHosted(String id) {
    Vendor vendor = vendors.get(id);
    return vendor != null && vendor.isHosted();
  }

  /** Returns a vendor's host patterns, each with the paths below which calls are the vendor's. */
  public List<String> hosts(String id) {
    return hosts(id, HostEntry::toString);
  }

  /** Returns a vendor's host patterns alone. */
  List<String> patterns(String id) {
    return hosts(id, HostEntry::pattern);
  }

  private List<String> hosts(String id, Function<HostEntry, String> text) {
    List<String> hosts = new ArrayList<>();
    for (HostEntry entry : entries) {
      if (entry.vendor != null && entry.vendor.id().equals(id)) {
        hosts.add(text.apply(entry));
      }
    }
    return hosts;
  }

  /** Returns the names that all vendors gave to headers, parameters and packages. */
  public VendorNames names() {
    return names;
  }
}
