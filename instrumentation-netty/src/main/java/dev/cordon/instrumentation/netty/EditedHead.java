package dev.cordon.instrumentation.netty;

import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;

/** A request's head as it will be written. The application's object stays as it is. */
interface EditedHead extends HeadEditor {
  /** Returns the head as it is now. */
  RequestHead head();

  /**
   * Announces another length, where one was announced.
   *
   * @param bytes the length; negative for an unknown one
   */
  void length(long bytes);
}
