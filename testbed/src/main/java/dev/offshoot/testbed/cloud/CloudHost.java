package dev.offshoot.testbed.cloud;

import dev.offshoot.embedded.Launch;
import dev.offshoot.embedded.ManagedProcess;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.testbed.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host booted for an instance: network, process table, host name and mounts of its own. It can
 * write nothing of this machine but its own {@code /var/lib}, {@code /tmp} and {@code /run}, and
 * sees no other host's; memory and processors are those of its type. Settings of the kernel are not
 * its own: it can write those of its network, and one that stands for the others, {@code
 * vm.swappiness}, which is a file of its own.
 */
public final class CloudHost {
  private static final Pattern TOKEN = Pattern.compile("<<'TOKEN'\n([0-9a-f]+)\n");
  private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

  /**
   * The first process of the host, with its folder and name as arguments: mounts, runs the
   * user-data as cloud-init does, writes down how that ended, and stays to collect what ends.
   */
  private static final String INIT =
      """
      set -eu
      hostname "$2"
      mount -t tmpfs -o mode=755 tmpfs /var/lib
      mkdir -m 700 /var/lib/offshoot /var/lib/cloud
      mount --bind "$1" /var/lib/cloud
      mount --bind "$1/disk" /var/lib/offshoot
      mount --bind "$1/tmp" /tmp
      mount -t tmpfs -o mode=755 tmpfs /run
      echo 60 >/run/swappiness
      mount --bind /proc/sys /proc/sys
      mount --bind /proc/sys/net /proc/sys/net
      mount --bind /run/swappiness /proc/sys/vm/swappiness
      mount -o remount,bind,ro /proc/sys
      mount -o remount,bind,ro /sys
      for d in sysctl.d tmpfiles.d; do
        [ ! -d /etc/$d ] || mount -t tmpfs -o mode=755 tmpfs /etc/$d
      done
      cd /
      exec >>/var/lib/cloud/boot.log 2>&1 </dev/null 3>/var/lib/cloud/boot-ended
      mount -o remount,bind,ro /
      set +e
      env -i PATH="$PATH" HOME=/root LANG=C.UTF-8 sh /var/lib/cloud/user-data 3>&-
      echo $? >&3
      exec 3>&-
      while :; do sleep 3600 & wait; done
      """;

  private final Ec2Calls.Instance instance;
  private final Site site;
  private final Path folder;
  private final ManagedProcess process;
  private final ControlGroup group;

  private CloudHost(Ec2Calls.Instance instance, Site site, Path folder, ControlGroup group) {
    this.instance = instance;
    this.site = site;
    this.folder = folder;
    this.group = group;
    this.process = new ManagedProcess("host " + instance.id(), folder.resolve("pid"));
  }

  /** Boots one at its address in this site. */
  static CloudHost boot(
      Ec2Calls.Instance instance, Ec2Calls.Size size, String userData, Site site, Path hosts) {
    Path folder = PrivateFiles.folder(hosts.resolve(instance.id()));
    PrivateFiles.folder(folder.resolve("disk"));
    PrivateFiles.folder(folder.resolve("tmp"));
    PrivateFiles.write(folder.resolve("user-data"), userData);
    Path network = site.attach(instance.id(), instance.address());
    ControlGroup group =
        ControlGroup.make(instance.id(), size.processors(), size.memoryMebibytes());
    CloudHost host = new CloudHost(instance, site, folder, group);
    host.start(network);
    return host;
  }

  private void start(Path network) {
    List<String> command = new ArrayList<>();
    // Into its groups first: nothing of the host runs outside its limits.
    String join =
        "n=$1; shift; while [ $n -gt 0 ]; do echo $$ >\"$1\"; shift; n=$((n-1)); done; exec \"$@\"";
    command.addAll(List.of("/bin/sh", "-c", join, "sh", Integer.toString(group.entries().size())));
    command.addAll(group.entries());
    command.addAll(List.of("nsenter", "--net=" + network));
    command.addAll(
        List.of("unshare", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("--mount-proc", "/bin/sh", "-c", INIT, "sh", folder.toString()));
    command.add("ip-" + instance.address().replace('.', '-'));
    process.start(new Launch(command, folder, folder.resolve("host.log")));
  }

  public String id() {
    return instance.id();
  }

  public String address() {
    return instance.address();
  }

  /** Whether memory and processors are limited, and it can be frozen. */
  public boolean isLimited() {
    return group.isLimited();
  }

  /** What its user-data said. */
  public Path bootLog() {
    return folder.resolve("boot.log");
  }

  /** The one-time token in its user-data, which nobody else may see. */
  public String token() {
    Matcher token = TOKEN.matcher(PrivateFiles.read(folder.resolve("user-data")));
    if (!token.find()) {
      throw new IllegalStateException("no token in the user-data of " + id());
    }
    return token.group(1);
  }

  /** The agent's folder on it. */
  public Path disk() {
    return folder.resolve("disk");
  }

  /** How its user-data ended, once it has; 0 is well. */
  public OptionalInt bootEnded() {
    try {
      String text = Files.readString(folder.resolve("boot-ended")).strip();
      return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    } catch (IOException notYet) {
      return OptionalInt.empty();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** As when its power fails: every process of it ends at once. */
  public void kill() {
    OptionalLong init = init();
    process.kill();
    if (init.isPresent() && !Poll.until(GONE_WITHIN, () -> hasEnded(init.getAsLong()))) {
      throw new IllegalStateException("host " + id() + " does not end");
    }
  }

  /** Every process of it stands still; its address still takes connections. */
  public void freeze() {
    group.freeze();
  }

  public void thaw() {
    group.thaw();
  }

  /** No packet reaches or leaves it any more. */
  public void cutOff() {
    site.cutOff(id());
  }

  public void join() {
    site.join(id());
  }

  /** It opens no connection to this port any more; it is still reached from there. */
  public void forbid(String address, int port) {
    site.forbid(id(), address, port);
  }

  /** It may again. */
  public void allow(String address, int port) {
    site.allow(id(), address, port);
  }

  /** Takes it away with all that was on it but its logs. */
  void remove() {
    kill();
    site.detach(id());
    group.remove();
    TestFolders.delete(folder.resolve("disk"));
    TestFolders.delete(folder.resolve("tmp"));
    try {
      Files.deleteIfExists(folder.resolve("user-data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // When the first process of a process namespace has ended, all others have.
  private OptionalLong init() {
    OptionalLong pid = process.pid();
    if (pid.isEmpty()) {
      return OptionalLong.empty();
    }
    return ProcessHandle.of(pid.getAsLong()).stream()
        .flatMap(ProcessHandle::children)
        .mapToLong(ProcessHandle::pid)
        .findFirst();
  }

  private static boolean hasEnded(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException gone) {
      return true;
    }
  }
}
