package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Sends a TLS greeting and looks at the first byte of the answer; no certificate is needed. */
final class TlsProbe {

  private static final int ALERT = 0x15;
  private static final int HANDSHAKE = 0x16;

  private final MemberAddress address;

  TlsProbe(MemberAddress address) {
    this.address = address;
  }

  boolean answersTls(Duration deadline) {
    int millis = (int) deadline.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(greeting());
      socket.getOutputStream().flush();
      int answer = socket.getInputStream().read();
      return answer == HANDSHAKE || answer == ALERT;
    } catch (IOException noTls) {
      return false;
    } catch (NoSuchAlgorithmException noTlsHere) {
      throw new IllegalStateException(noTlsHere);
    }
  }

  private byte[] greeting() throws IOException, NoSuchAlgorithmException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(address.host(), address.port());
    engine.setUseClientMode(true);
    ByteBuffer greeting = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), greeting);
    greeting.flip();
    byte[] bytes = new byte[greeting.remaining()];
    greeting.get(bytes);
    return bytes;
  }
}
