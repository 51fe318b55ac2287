package dev.cordon.engine.call;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.link.RequestHosts;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** Guards the links of one answer by what its request names. Stateless. */
final class AnswerLinks {
  private static final byte[] NOTHING = {};

  private AnswerLinks() {}

  /**
   * Returns what restores an answer.
   *
   * @param sent the request's body as it left; null when it was not read
   * @param restorer knows the tokens; null when there are none
   */
  static Restorer guard(
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      byte @Nullable [] sent,
      @Nullable Restorer restorer,
      ExchangeRecord record) {
    byte[] body = sent == null ? NOTHING : sent;
    RequestHosts hosts =
        new RequestHosts(
            visitor -> show(format, head, body, visitor), body, active.policy.origins());
    Restorer inner = restorer == null ? NoRestorer.INSTANCE : restorer;
    return new LinkGuard(inner, active.policy.links(), hosts, record);
  }

  private static void show(WireFormat format, RequestHead head, byte[] body, TextVisitor visitor) {
    ExchangeRecord uncounted = new ExchangeRecord("", head, 0, 0);
    String type = head.headers().first("content-type");
    try {
      format.rewrite(body, type, ContentDecoder.codings(head.headers()), visitor, uncounted);
    } catch (MalformedBodyException unreadable) {
      // Then it names no host that we know of.
    }
  }
}
