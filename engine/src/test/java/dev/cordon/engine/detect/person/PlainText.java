package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;

/** A text that is read and not scanned. */
final class PlainText extends ScanText {
  PlainText(byte[] text) {
    show(text, 0, text.length);
  }

  @Override
  public boolean near(Context context, int start, int end, int before, int after) {
    return false;
  }

  @Override
  public boolean keyHas(Context context) {
    return false;
  }

  @Override
  public boolean has(Context context) {
    return false;
  }

  @Override
  public int distance(Context context, int start, int end, int before, int after) {
    return -1;
  }

  @Override
  public void report(DataType type, int start, int end, int confidence) {}

  @Override
  public void report(DataType type, int start, int end, int confidence, long features) {}

  @Override
  public void value(String name, int start, int end) {}

  @Override
  public Object memory(int slot) {
    return null;
  }

  @Override
  public void memory(int slot, Object value) {}
}
