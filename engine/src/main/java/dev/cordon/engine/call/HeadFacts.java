package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import org.jspecify.annotations.Nullable;

/** What a request's head tells of a call before its body has been read. Stateless. */
final class HeadFacts {
  /** The last path in which nothing is named: most calls of an application have it. */
  private static volatile String namesNothing = "";

  private HeadFacts() {}

  /** Tells whether a head describes a message of the Model Context Protocol, and no HTTP. */
  static boolean isMcp(RequestHead head) {
    return head.method().equals("MCP");
  }

  /** Writes a record's first facts. */
  static void note(
      ExchangeRecord record, WireFormat format, RequestHead head, @Nullable Vendor vendor) {
    record.wireFormat(format.id());
    if (vendor != null) {
      record.vendor(vendor.id());
      record.provider(vendor.provider());
    }
    String path = head.path();
    if (!path.equals(namesNothing)) {
      inPath(record, format, path);
    }
    record.operation(format.operation(head.method(), record.requestModel()));
    if (isMcp(head)) {
      record.attribute("mcp.method.name", path.substring(1));
    } else if (head.host() != null) {
      record.serverAddress(head.host());
      record.serverPort(head.port());
    }
  }

  private static void inPath(ExchangeRecord record, WireFormat format, String path) {
    String model = WireFormats.modelInPath(path);
    String conversation = WireFormats.conversationInPath(path);
    String dataSource = WireFormats.dataSourceInPath(path);
    boolean stream = WireFormats.isStreamPath(path);
    WireFormats.idsInPath(path, format, record.ids());
    record.requestModel(model);
    record.conversationId(conversation);
    if (dataSource != null) {
      record.attribute("gen_ai.data_source.id", dataSource);
    }
    record.streaming(stream);
    boolean ids = record.ids().container() != null || !record.ids().named().isEmpty();
    if (model == null && conversation == null && dataSource == null && !stream && !ids) {
      namesNothing = path;
    }
  }

  /** Notes where policy sent a call. */
  static void routed(ExchangeRecord record, RequestHead sent) {
    if (sent.target() != null) {
      record.route(sent.target());
      record.serverAddress(sent.host());
      record.serverPort(sent.port());
    }
  }

  /** Identifiers are a vendor's, whatever host of it gave them; others' are the host's own. */
  static String realm(RequestHead head, @Nullable Vendor vendor, WireFormat format) {
    boolean everywhere = format.store() == null; // a store's names are its users', on one host
    return everywhere && vendor != null && vendor.isHosted()
        ? vendor.id()
        : head.host() + ":" + head.port();
  }
}
