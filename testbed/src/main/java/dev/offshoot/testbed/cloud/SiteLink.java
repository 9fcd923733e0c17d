package dev.offshoot.testbed.cloud;

import dev.offshoot.embedded.Launch;
import dev.offshoot.embedded.ManagedProcess;
import dev.offshoot.embedded.Poll;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The routed link between two sites: a process that carries every packet from one router to the
 * other, late, at a rate, or not at all, and writes each into a capture (pcap).
 */
public final class SiteLink implements AutoCloseable {
  private static final Duration UP_WITHIN = Duration.ofSeconds(30);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
  private static final int DISCARD = 9;
  private static final String SCRIPT = "link.py";

  private final Path folder;
  private final ManagedProcess process;

  private SiteLink(Path folder) {
    this.folder = folder;
    this.process = new ManagedProcess("link between sites", folder.resolve("pid"));
  }

  /**
   * What the link has carried.
   *
   * @param sent bytes from the first site to the second
   * @param received bytes the other way
   * @param packets both ways
   * @param lost packets dropped, because the queue was full or the link was cut
   */
  public record Carried(long sent, long received, long packets, long lost) {}

  /** Joins two sites; nothing is late and the rate is that of the machine until told otherwise. */
  static SiteLink between(Site first, Site second, Path folder) {
    SiteLink link = new SiteLink(folder);
    link.start();
    connect(first, second, "link-0", "10.255.0.1 peer 10.255.0.2");
    connect(second, first, "link-1", "10.255.0.2 peer 10.255.0.1");
    return link;
  }

  private static void connect(Site here, Site there, String device, String addresses) {
    here.adopt(device);
    here.at("link set " + device + " mtu " + Site.MTU + " up");
    here.at("addr add " + addresses + " dev " + device);
    here.at("route add " + there.network() + " dev " + device);
  }

  private void start() {
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = SiteLink.class.getResourceAsStream(SCRIPT)) {
      Files.copy(java.util.Objects.requireNonNull(in, SCRIPT), script);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + script, e);
    }
    process.start(
        new Launch(
            List.of(
                "python3",
                script.toString(),
                capture().toString(),
                socket().toString(),
                "link-0",
                "link-1",
                Integer.toString(Site.MTU)),
            folder,
            folder.resolve("link.log")));
    if (!Poll.until(UP_WITHIN, () -> Files.exists(socket()) || !process.isAlive())
        || !process.isAlive()) {
      throw new IllegalStateException("the link did not start; see " + folder.resolve("link.log"));
    }
  }

  /** A packet takes this long from one site to the other, beside the time that the rate costs. */
  public void latency(Duration oneWay) {
    order("latency " + oneWay.toNanos() / 1e6);
  }

  /** Each way carries this much. */
  public void rate(int megabitsPerSecond) {
    order("rate " + megabitsPerSecond);
  }

  /** No packet gets through any more. */
  public void cut() {
    order("cut");
  }

  public void mend() {
    order("mend");
  }

  public Carried carried() {
    String[] counts = ask("counts").split(" ");
    return new Carried(
        Long.parseLong(counts[1]),
        Long.parseLong(counts[3]),
        Long.parseLong(counts[0]) + Long.parseLong(counts[2]),
        Long.parseLong(counts[4]));
  }

  /** The capture of every packet so far; raw IP packets. */
  public Path captured() {
    order("flush");
    return capture();
  }

  /**
   * Sends a text in clear, in a packet of its own that nobody waits for, towards the second site.
   */
  public void send(String address, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long before = carried().packets();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(address, DISCARD)));
    } catch (IOException e) {
      throw new IllegalStateException("cannot send over the link", e);
    }
    if (!Poll.until(UP_WITHIN, () -> carried().packets() > before)) {
      throw new IllegalStateException("the link carries nothing");
    }
  }

  private Path capture() {
    return folder.resolve("link.pcap");
  }

  private Path socket() {
    return folder.resolve("link.socket");
  }

  private void order(String words) {
    String answer = ask(words);
    if (!answer.equals("ok")) {
      throw new IllegalStateException("the link answers \"" + answer + "\" to \"" + words + "\"");
    }
  }

  private String ask(String line) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
      out.write(line + "\n");
      out.flush();
      BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      String answer = in.readLine();
      return answer == null ? "" : answer;
    } catch (IOException e) {
      throw new IllegalStateException("the link does not answer; see " + folder, e);
    }
  }

  @Override
  public void close() {
    process.stop(STOPPED_WITHIN);
  }
}
