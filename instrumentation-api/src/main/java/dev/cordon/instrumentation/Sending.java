package dev.cordon.instrumentation;

/**
 * Sends a request.
 *
 * @param <T> the answer
 * @param <X> what sending throws
 */
public interface Sending<T, X extends Throwable> {
  /**
   * Sends.
   *
   * @return the answer
   * @throws X as the library throws it
   */
  T send() throws X;
}
