package dev.cordon.engine.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is done about links in answers. Immutable. */
public final class LinkRules {
  private final LinkAction action;
  private final List<String> domains;

  /**
   * Makes rules.
   *
   * @param domains whose links, and links to hosts below them, are nobody's concern
   */
  LinkRules(LinkAction action, List<String> domains) {
    this.action = action;
    this.domains = domains;
  }

  /** Reads the rules of a policy's section {@code output}. */
  static LinkRules read(Section output, LinkRules byDefault) {
    LinkAction action = output.choice("links", LinkAction.values());
    List<String> domains = new ArrayList<>();
    for (String domain : output.texts("allow_domains")) {
      if (!isDomain(domain)) {
        output.wrong(
            "allow_domains",
            "must be domains such as example.com: \"" + domain + "\"" + instead(domain));
      }
      domains.add(domain.toLowerCase(Locale.ROOT));
    }
    return new LinkRules(action == null ? byDefault.action : action, domains);
  }

  private static boolean isDomain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && (c != '.' || i == 0)) {
        return false;
      }
    }
    return !text.isEmpty() && !text.endsWith(".");
  }

  /** What an operator meant who wrote a URL or a pattern. */
  private static String instead(String text) {
    String host = text.substring(text.indexOf("//") < 0 ? 0 : text.indexOf("//") + 2);
    host = host.substring(host.lastIndexOf('@') + 1);
    host = host.startsWith("*.") ? host.substring(2) : host;
    int end = 0;
    while (end < host.length() && "/:?#".indexOf(host.charAt(end)) < 0) {
      end++;
    }
    host = host.substring(0, end);
    return isDomain(host) ? "; did you mean \"" + host + "\"?" : "";
  }

  /** Returns what becomes of a link to a host that nobody named. */
  public LinkAction action() {
    return action;
  }

  /** Returns the domains whose links are nobody's concern, in lower case. */
  public List<String> domains() {
    return Collections.unmodifiableList(domains);
  }

  /**
   * Tells whether links to a host are nobody's concern.
   *
   * @param host in lower case, without port and final dot
   */
  public boolean allows(String host) {
    for (String domain : domains) {
      if (host.endsWith(domain)
          && (host.length() == domain.length()
              || host.charAt(host.length() - domain.length() - 1) == '.')) {
        return true;
      }
    }
    return false;
  }
}
