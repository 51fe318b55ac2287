package dev.cordon.engine.call;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.wire.Recognition;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import org.jspecify.annotations.Nullable;

/**
 * Recognises AI calls as an engine does and refuses them all: stands in for one that could not
 * start. Knows the built-in vendors and wire formats, and no policy. Thread-safe.
 */
public final class RefusingGate implements Gate {
  private final VendorCatalogue vendors = VendorCatalogue.builtIn();
  private final WireFormats formats = WireFormats.catalogue();

  /**
   * Reads the catalogues.
   *
   * @throws RuntimeException when they can't be read
   */
  public RefusingGate() {}

  @Override
  public boolean isAiCall(RequestHead head) {
    return isVendor(head) || Recognition.format(head) != null;
  }

  @Override
  public @Nullable Exchange open(RequestHead head) {
    WireFormat format = Recognition.format(head);
    if (isVendor(head)) {
      return new RefusedExchange(format == null ? formats.generic() : format, true);
    }
    return format == null ? null : new RefusedExchange(format, Recognition.isCertain(format, head));
  }

  @Override
  public @Nullable SyntheticAnswer unhooked(RequestHead head) {
    Exchange call = isVendor(head) ? open(head) : null;
    return call == null ? null : call.judgeUnread(Exchange.Unread.DUPLEX, -1).refusal();
  }

  private boolean isVendor(RequestHead head) {
    String host = head.host();
    return host != null && vendors.find(host, head.path()) != null;
  }

  @Override
  public @Nullable Exchange joined(byte[] body) {
    return null;
  }

  /** As many as the safe default policy reads: what is none of ours is handed on. */
  @Override
  public int maxBodyBytes() {
    return Policy.safeDefault().maxBodyBytes();
  }
}
