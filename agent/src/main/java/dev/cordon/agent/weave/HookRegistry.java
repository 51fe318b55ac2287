package dev.cordon.agent.weave;

import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.agent.host.Descriptions;
import dev.cordon.instrumentation.Hook;
import dev.cordon.weave.WovenHook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of the instrumentations in use, each read when its first target appears. Thread-safe.
 */
final class HookRegistry {
  private final @Nullable List<Hook>[] hooks;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type can't be made otherwise
  HookRegistry() {
    hooks = new List[Instrumentations.size()];
  }

  /** Returns the hooks of an instrumentation in one class. */
  List<WovenHook> of(int instrumentation, String internalName) throws ReflectiveOperationException {
    List<Hook> all = hooks(instrumentation);
    String prefix = Instrumentations.prefix(internalName);
    String className = internalName.substring(prefix.length()).replace('/', '.');
    List<WovenHook> found = new ArrayList<WovenHook>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Hook hook = all.get(i);
      if (isIn(hook, className, !prefix.isEmpty())) {
        String id = Instrumentations.name(instrumentation) + ':' + i;
        found.add(new WovenHook(id, prefix.isEmpty() ? hook : hook.inCopy(prefix)));
      }
    }
    return found;
  }

  /** Tells whether a hook is in a class; of a copy's name the first part may be missing. */
  private static boolean isIn(Hook hook, String className, boolean copied) {
    for (String name : hook.classNames()) {
      if (name.equals(className) || (copied && name.endsWith('.' + className))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the position of the instrumentation that an identifier names. */
  static int instrumentation(String id) {
    Integer index = Instrumentations.byName(id.substring(0, id.lastIndexOf(':')));
    if (index == null) {
      throw new IllegalArgumentException(id);
    }
    return index;
  }

  /** Returns the hook that an identifier names. */
  Hook byId(String id) throws ReflectiveOperationException {
    return hooks(instrumentation(id)).get(Integer.parseInt(id.substring(id.lastIndexOf(':') + 1)));
  }

  private synchronized List<Hook> hooks(int index) throws ReflectiveOperationException {
    List<Hook> known = hooks[index];
    if (known == null) {
      known = Descriptions.of(index).hooks();
      hooks[index] = known;
    }
    return known;
  }
}
