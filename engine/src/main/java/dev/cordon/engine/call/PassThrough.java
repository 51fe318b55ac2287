package dev.cordon.engine.call;

import dev.cordon.engine.StreamTransform;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The answer to a call that is none of ours, or that has ended. Immutable. */
final class PassThrough implements StreamTransform {
  static final PassThrough INSTANCE = new PassThrough();

  private PassThrough() {}

  @Override
  public boolean isIdentity() {
    return true;
  }

  @Override
  public ByteBuffer transform(ByteBuffer chunk) {
    return chunk;
  }

  @Override
  public ByteBuffer finish() {
    return EMPTY.duplicate();
  }

  @Override
  public void abort(@Nullable Throwable failure) {}
}
