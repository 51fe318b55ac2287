package dev.cordon.engine;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recognises AI calls. Thread-safe; never throws. */
public interface Gate {
  /**
   * Tells, before the body is read, whether a request may be an AI call. Called for every request
   * of the application, so it is cheap and allocates nothing; it opens nothing.
   *
   * @param head what is known of the request before its body is read
   * @return false when the request is none of ours and must go on untouched, its body unread
   */
  boolean isAiCall(RequestHead head);

  /** Tells whether policy sends calls elsewhere at all. Cheap. */
  default boolean routes() {
    return false;
  }

  /**
   * Tells where policy sends a call in place of where it goes. Asked before a connection is chosen.
   *
   * @param head what is known of the request before its body is read
   * @return where; null when it stays as it is
   */
  default @Nullable Target target(RequestHead head) {
    return null;
  }

  /**
   * Opens an Exchange for an AI call.
   *
   * @param head what is known of the request before its body is read
   * @return the Exchange, or null when the call is none of ours: it must then go on untouched
   */
  @Nullable Exchange open(RequestHead head);

  /** Tells whether somebody asks who makes a call: a rule, or the trail that records it. Cheap. */
  default boolean needsCaller() {
    return false;
  }

  /**
   * Finds who makes a call, where somebody asks for that. Called on the application's thread,
   * before the body is read, perhaps by another thread.
   *
   * @return the caller for {@link #open(RequestHead, CallerMark)}; null when nobody asks
   */
  default @Nullable CallerMark caller() {
    return null;
  }

  /**
   * Opens an Exchange for an AI call of a known caller.
   *
   * @param head what is known of the request before its body is read
   * @param caller what {@link #caller} returned
   * @return the Exchange, or null when the call is none of ours: it must then go on untouched
   */
  default @Nullable Exchange open(RequestHead head, @Nullable CallerMark caller) {
    return open(head);
  }

  /**
   * Finds the open Exchange that produced a request body, so that an inner layer joins the Exchange
   * of an outer one instead of opening its own.
   *
   * @param body the body's bytes as the inner layer sees them
   * @return the Exchange whose verdict forwarded exactly these bytes, or null
   */
  @Nullable Exchange joined(byte[] body);

  /**
   * Does the same, and leaves out what the asking layer opened itself: two calls at one layer that
   * happen to send the same bytes at the same time are two calls.
   *
   * @param head the request as the inner layer sees it
   * @param body the body's bytes as the inner layer sees them
   * @return the Exchange whose verdict forwarded exactly these bytes, or null
   */
  default @Nullable Exchange joined(RequestHead head, byte[] body) {
    return joined(body);
  }

  /**
   * Does what {@link Exchange#leaving} does for a request of which nobody knows any more whether it
   * is part of an Exchange: one without a body that a redirect led here, or a WebSocket's
   * handshake. Changes it only if its host is certainly one that receives AI calls.
   *
   * @param head the request as it would leave
   * @return headers to set, by name; an empty value removes the header. Usually empty
   * @throws RuntimeException when that can't be told
   */
  default Map<String, String> leaving(RequestHead head) {
    return Collections.emptyMap();
  }

  /**
   * Refuses a request that no hook judged any more, because one of its library's does nothing. For
   * what is still asked about a request that it can't govern itself.
   *
   * @param head the request
   * @return the answer to give instead of sending it, or null: the request goes on untouched
   */
  default @Nullable SyntheticAnswer unhooked(RequestHead head) {
    return null;
  }

  /**
   * The size above which a body is not read.
   *
   * @return bytes
   */
  int maxBodyBytes();
}
