package dev.cordon.engine.policy.route;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the calls to one vendor are sent, and what changes in their headers. Immutable. */
public final class Route {
  private final String vendor;
  private final GatewayUrl url;
  private final @Nullable String region;
  private final boolean keepsCredentials;
  private final Map<String, String> headers;
  private final Map<String, String> secrets;
  private final List<String> removed;

  /**
   * Makes a route.
   *
   * @param vendor whose calls it is for
   * @param region where the gateway is, a region or a country; null when nobody says
   * @param keepsCredentials whether what authenticates at the vendor is sent to the gateway
   * @param headers what is set, by name
   * @param secrets what is set and shown to nobody, by name
   * @param removed the names of headers that are taken out
   */
  public Route(
      String vendor,
      GatewayUrl url,
      @Nullable String region,
      boolean keepsCredentials,
      Map<String, String> headers,
      Map<String, String> secrets,
      List<String> removed) {
    this.vendor = vendor;
    this.url = url;
    this.region = region;
    this.keepsCredentials = keepsCredentials;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    this.removed = Collections.unmodifiableList(new ArrayList<>(removed));
  }

  /** Returns whose calls it is for. */
  public String vendor() {
    return vendor;
  }

  /** Returns the policy's key of it. */
  public String key() {
    return "routes." + vendor;
  }

  /** Returns where to. */
  public GatewayUrl url() {
    return url;
  }

  /** Returns where the gateway is, a region or a country; null when nobody says. */
  public @Nullable String region() {
    return region;
  }

  /** Tells whether what authenticates at the vendor is sent to the gateway. */
  public boolean keepsCredentials() {
    return keepsCredentials;
  }

  /** Returns the headers that are set, by name, without secrets. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the headers whose values are secrets, by name. The values are for the wire alone. */
  public Map<String, String> secrets() {
    return secrets;
  }

  /** Returns the names of headers that are taken out besides. */
  public List<String> removed() {
    return removed;
  }

  /** Returns where a call goes by this route; null when it goes to the gateway already. */
  public @Nullable Target target(RequestHead head) {
    return url.isOf(head)
        ? null
        : new Target(key(), head, url.scheme(), url.host(), url.port(), url.path(), region);
  }

  /** Tells whether a target is this route's; one by the same key may be an earlier policy's. */
  public boolean sends(Target target) {
    return key().equals(target.key()) && url.toString().equals(target.origin() + target.prefix());
  }

  /** Says where to, without anything secret. */
  @Override
  public String toString() {
    return vendor + " to " + url;
  }
}
