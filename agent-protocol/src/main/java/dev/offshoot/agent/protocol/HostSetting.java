package dev.offshoot.agent.protocol;

/**
 * Names of what an agent tells of its host's limits and kernel, and may be told to set. Those of
 * {@code sysctl} are its own; the others follow the path below {@code /sys}, or say what they are.
 */
public final class HostSetting {

  /** Hard limit of open files that mongod inherits; {@code unlimited} or a number. */
  public static final String OPEN_FILES = "limit/nofile";

  /** Hard limit of processes that mongod inherits. */
  public static final String PROCESSES = "limit/nproc";

  /** Hard limit of a file's size, in bytes. */
  public static final String FILE_SIZE = "limit/fsize";

  /** Hard limit of the address space, in bytes. */
  public static final String ADDRESS_SPACE = "limit/as";

  /** Kernel setting. */
  public static final String SWAPPINESS = "vm.swappiness";

  /** Kernel setting. */
  public static final String MAX_MAP_COUNT = "vm.max_map_count";

  /** Kernel setting. */
  public static final String ZONE_RECLAIM = "vm.zone_reclaim_mode";

  /** Kernel setting. */
  public static final String FILE_MAX = "fs.file-max";

  /** Kernel setting. */
  public static final String PID_MAX = "kernel.pid_max";

  /** Kernel setting. */
  public static final String THREADS_MAX = "kernel.threads-max";

  /** Kernel setting, in seconds. */
  public static final String KEEPALIVE = "net.ipv4.tcp_keepalive_time";

  /** {@code always}, {@code madvise} or {@code never}. */
  public static final String HUGE_PAGES = "transparent_hugepage/enabled";

  /** {@code always}, {@code defer}, {@code defer+madvise}, {@code madvise} or {@code never}. */
  public static final String HUGE_PAGES_DEFRAG = "transparent_hugepage/defrag";

  /** Of the data path's device, in KiB. */
  public static final String READ_AHEAD = "bdi/read_ahead_kb";

  /** Options of the mount the data path is on, as {@code /proc/self/mounts} has them. */
  public static final String MOUNT_OPTIONS = "mount/options";

  /** Nodes of memory. */
  public static final String NUMA_NODES = "numa/nodes";

  private HostSetting() {}
}
