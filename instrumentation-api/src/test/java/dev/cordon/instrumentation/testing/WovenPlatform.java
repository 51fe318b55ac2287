package dev.cordon.instrumentation.testing;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import dev.cordon.weave.CallShape;
import dev.cordon.weave.HookWeaver;
import dev.cordon.weave.Woven;
import dev.cordon.weave.WovenHook;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own classes in this JVM, an instrumentation's hooks woven in; the advice is the one on
 * the class path. They stay woven, so a module that uses it gives its tests a JVM of their own,
 * with the bootstrap module's classes on the boot class path and leave to attach to itself.
 */
public final class WovenPlatform {
  private static final List<WovenHook> HOOKS = new ArrayList<>();

  private WovenPlatform() {}

  /** Returns the hook that a call site in a class of the JDK names. */
  static Hook hook(int index) {
    return HOOKS.get(index).hook();
  }

  /**
   * Weaves hooks into classes of the JDK, those that are loaded too. Once a JVM.
   *
   * @param instrumentation describes the hooks
   */
  public static void weave(Instrumentation instrumentation) throws Exception {
    WovenLibrary.installLinker();
    Set<String> names = new LinkedHashSet<>();
    for (Hook hook : instrumentation.hooks()) {
      HOOKS.add(new WovenHook(String.valueOf(HOOKS.size()), hook));
      names.addAll(hook.classNames());
    }
    List<Class<?>> targets = new ArrayList<>();
    for (String name : names) {
      targets.add(Class.forName(name));
    }
    java.lang.instrument.Instrumentation jvm = ByteBuddyAgent.install();
    Weaver weaver = new Weaver();
    jvm.addTransformer(weaver, true);
    jvm.retransformClasses(targets.toArray(new Class<?>[0]));
    jvm.removeTransformer(weaver);
    if (!weaver.missing.isEmpty()) {
      throw new AssertionError("hooks that fit nothing: " + weaver.missing);
    }
  }

  private static final class Weaver implements ClassFileTransformer {
    final List<String> missing = new ArrayList<>();

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String internalName,
        @Nullable Class<?> loaded,
        ProtectionDomain domain,
        byte[] classFile) {
      String name = internalName.replace('/', '.');
      List<WovenHook> here =
          HOOKS.stream().filter(woven -> woven.hook().classNames().contains(name)).toList();
      if (here.isEmpty()) {
        return null;
      }
      try {
        Woven woven = HookWeaver.weave(classFile, here, CallShape.of(classFile, loader));
        woven.missing().forEach(hook -> missing.add(name + ": " + hook));
        return woven.classFile();
      } catch (RuntimeException | Error fault) { // the JVM says nothing of it
        missing.add(name + ": " + fault);
        return null;
      }
    }
  }
}
