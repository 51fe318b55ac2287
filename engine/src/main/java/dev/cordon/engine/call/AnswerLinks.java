package dev.cordon.engine.call;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.link.RequestHosts;
import dev.cordon.engine.mark.Unmarking;
import dev.cordon.engine.output.Guards;
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
   * Returns what looks at an answer's links; {@link #giveBack} it once nobody uses it any more.
   *
   * @param request shows the request's texts
   * @param sent the request's body as it left; null when it was not read
   * @param restorer knows the tokens; null when there are none
   */
  static LinkGuard guard(
      ActivePolicy active,
      RequestHosts.Request request,
      byte @Nullable [] sent,
      @Nullable Restorer restorer,
      ExchangeRecord record) {
    byte[] body = sent == null ? NOTHING : sent;
    Restorer inner = restorer == null ? NoRestorer.INSTANCE : restorer;
    LinkGuard idle = active.links.take();
    if (idle != null) {
      idle.begin(inner, request, body, record);
      return idle;
    }
    RequestHosts hosts = new RequestHosts(active.policy.origins()).of(request, body);
    return new LinkGuard(inner, active.policy.links(), hosts, record);
  }

  /** Takes back what looked at an answer's links. */
  static void giveBack(LinkGuard guard, ActivePolicy active) {
    guard.end();
    active.links.give(guard);
  }

  /**
   * Returns what restores an answer.
   *
   * @param links looks at its links
   * @param own the canary in the request's system prompt; null when there is none
   */
  static Restorer around(
      LinkGuard links, ActivePolicy active, @Nullable CallCanary own, ExchangeRecord record) {
    Restorer canaries = CanaryGuard.of(links, active.policy.canaries(), own, record);
    Restorer guard = Guards.around(canaries, active.policy.output(), record);
    return active.policy.origins().marks() ? new Unmarking(guard, active.key) : guard;
  }

  /** Shows a request's texts. */
  static void show(WireFormat format, RequestHead head, byte[] body, TextVisitor visitor) {
    ExchangeRecord uncounted = new ExchangeRecord("", head, 0, 0);
    String type = head.headers().first("content-type");
    try {
      format.rewrite(body, type, ContentDecoder.codings(head.headers()), visitor, uncounted);
    } catch (MalformedBodyException unreadable) {
      // Then it names no host that we know of.
    }
  }
}
