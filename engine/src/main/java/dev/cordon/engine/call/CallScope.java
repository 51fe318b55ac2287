package dev.cordon.engine.call;

import dev.cordon.engine.audit.CallIds;
import dev.cordon.engine.redact.IssuedTokens;
import dev.cordon.engine.redact.Vault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which earlier calls an answer may be restored from, and by which identifiers later calls may name
 * this one. Both are the vendor's own: what a request names and what an answer gives, never what a
 * text says. Used by one thread at a time.
 */
final class CallScope {
  /** Stands for a store's one collection: no name is a blank. */
  private static final String UNNAMED = " ";

  private final Vault vault;
  private final CallIds ids;
  private final String realm;
  private final boolean store;
  private @Nullable IssuedTokens waiting;
  private boolean holds;
  private boolean keeps;
  private int named;
  private int given;

  /**
   * Makes the scope of a call.
   *
   * @param realm whose identifiers these are: two hosts may give the same
   * @param store whether it is a vector store, whose collections are known by name before anything
   *     is in them; a call may name several, and one that names none is for the host's own
   */
  CallScope(Vault vault, CallIds ids, String realm, boolean store) {
    this.vault = vault;
    this.ids = ids;
    this.realm = realm;
    this.store = store;
  }

  /** Returns what the answer may be restored from besides the request's own tokens. */
  Vault.Lookup earlier() {
    if (store && ids.named().isEmpty()) {
      ids.addTo(UNNAMED);
    }
    return ids.named().isEmpty() || vault == Vault.NONE
        ? Vault.Lookup.NONE
        : vault.lookup(scopes(ids.named()));
  }

  /**
   * Keeps what the request issued for later calls. What begins something of its own waits for the
   * name that the answer gives it.
   *
   * @param tokens what was issued; null for nothing
   * @param worthIt whether another answer than this request's own can hold it
   */
  void keep(@Nullable IssuedTokens tokens, boolean worthIt) {
    String container = ids.container();
    boolean issued = tokens != null && !tokens.isEmpty();
    keeps = vault != Vault.NONE && (worthIt || container != null || !ids.named().isEmpty());
    holds = keeps && (container != null || (issued && worthIt));
    if (!keeps) {
      return;
    }
    if (container == null) {
      waiting = issued && worthIt ? tokens : null;
      return;
    }
    if (tokens != null && issued && store) {
      for (String name : ids.named()) {
        tokens.keepIn(vault, scope(name));
      }
    } else if (tokens != null && issued) {
      tokens.keepIn(vault, scope(container));
    }
    if (!store) {
      link(container, ids.named());
    }
  }

  /** Notes what names the answer has given by now. */
  void noticed() {
    if (!keeps || (ids.given().size() == given && ids.named().size() == named)) {
      return;
    }
    List<String> names = ids.given();
    if (names.isEmpty()) {
      return;
    }
    int from = ids.named().size() == named ? given : 0;
    given = names.size();
    named = ids.named().size();
    String container = ids.container();
    String owner = container == null ? names.get(0) : container;
    if (waiting != null) {
      waiting.keepIn(vault, scope(owner));
      waiting = null;
    }
    if (from == 0 && container == null) {
      link(owner, ids.named());
    }
    List<String> parents = new ArrayList<>(ids.named());
    if (holds) {
      parents.add(owner);
    }
    for (String name : names.subList(from, names.size())) {
      if (!name.equals(owner)) {
        link(name, parents);
      }
    }
  }

  private void link(String name, List<String> parents) {
    List<String> from = new ArrayList<>(parents);
    from.removeAll(Collections.singleton(name));
    if (!from.isEmpty()) {
      vault.link(scope(name), scopes(from));
    }
  }

  private List<String> scopes(List<String> names) {
    List<String> scopes = new ArrayList<>(names.size());
    for (String name : names) {
      scopes.add(scope(name));
    }
    return scopes;
  }

  private String scope(String name) {
    return realm + ' ' + name;
  }
}
