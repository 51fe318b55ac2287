package dev.cordon.instrumentation.apache4;

import org.apache.http.nio.IOControl;

/** What a producer or a consumer may ask of a connection, where there is none. */
abstract class NoConnection implements IOControl {
  @Override
  public void requestInput() {}

  @Override
  public void suspendInput() {}

  @Override
  public void requestOutput() {}

  @Override
  public void suspendOutput() {}

  @Override
  public void shutdown() {}
}
