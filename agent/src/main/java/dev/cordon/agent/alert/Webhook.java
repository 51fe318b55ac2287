package dev.cordon.agent.alert;

import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redact.KeyedHash;
import dev.cordon.engine.text.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends alerts to an address, signed with a time stamp, and again when that fails. The client is
 * the agent's own, which no hook is woven into. Used by one thread.
 */
final class Webhook {
  /** {@code t=SECONDS,v1=HEX}: HMAC-SHA-256 of {@code SECONDS.BODY} under the secret. */
  static final String SIGNATURE = "Cordon-Signature";

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int TRIES = 5;
  private static final int SECONDS = 10;

  private final String address;
  private final byte[] secret;
  private final KeyedHash hash;
  private final long pauseMillis;
  private final OkHttpClient client;

  /**
   * Makes a sender.
   *
   * @param address where alerts go
   * @param secret what they are signed with
   * @param pauseMillis how long it waits before the second try; twice as long before each other one
   */
  Webhook(String address, byte[] secret, long pauseMillis) {
    this.address = address;
    this.secret = secret.clone();
    this.hash = new KeyedHash(new TokenKey(secret));
    this.pauseMillis = pauseMillis;
    this.client =
        new OkHttpClient.Builder()
            .protocols(Collections.singletonList(Protocol.HTTP_1_1))
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(SECONDS, TimeUnit.SECONDS)
            .build();
  }

  /** Tells whether it sends there, and signs so. */
  boolean isTo(String other, byte[] otherSecret) {
    return address.equals(other) && Arrays.equals(secret, otherSecret);
  }

  /**
   * Sends an alert.
   *
   * @param body JSON
   * @return false when it was not taken
   * @throws InterruptedException when the thread is to end
   */
  boolean send(String body) throws InterruptedException {
    long pause = pauseMillis;
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        Thread.sleep(pause);
        pause *= 2;
      }
      int status = once(body);
      if (status >= 200 && status < 300) {
        return true;
      }
      boolean again = status == 0 || status == 408 || status == 429 || status >= 500;
      if (!again) {
        return false;
      }
    }
    return false;
  }

  /** Returns the status, or 0 when there is no answer. */
  private int once(String body) {
    long seconds = System.currentTimeMillis() / 1000;
    Request request =
        new Request.Builder()
            .url(address)
            .header(SIGNATURE, signature(seconds, body))
            .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
            .build();
    Call call = client.newCall(request);
    try (Response answer = call.execute()) {
      return answer.code();
    } catch (IOException | RuntimeException failed) {
      return 0;
    }
  }

  private String signature(long seconds, String body) {
    byte[] message = (seconds + "." + body).getBytes(StandardCharsets.UTF_8);
    byte[] mac = hash.hash(message, message.length);
    return "t=" + seconds + ",v1=" + Hex.of(mac, mac.length);
  }
}
