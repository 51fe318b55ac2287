package dev.cordon.weave;

/** A hook that can't work. The message names the hook and what is wrong; it holds no content. */
public final class HookException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HookException(String message) {
    super(message);
  }
}
