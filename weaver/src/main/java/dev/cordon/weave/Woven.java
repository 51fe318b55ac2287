package dev.cordon.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a class. Immutable. */
public final class Woven {
  private final byte @Nullable [] classFile;
  private final List<WovenHook> missing;

  Woven(byte @Nullable [] classFile, List<WovenHook> missing) {
    this.classFile = classFile;
    this.missing = missing;
  }

  /** Returns the woven class, or null when no hook found its method. */
  public byte @Nullable [] classFile() {
    return classFile;
  }

  /** Returns the hooks that should have found a method and did not. */
  public List<WovenHook> missing() {
    return missing;
  }
}
