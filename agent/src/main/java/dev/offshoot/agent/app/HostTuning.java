package dev.offshoot.agent.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits and kernel settings of the host, as far as the agent may set them. */
public interface HostTuning {

  /**
   * Sets each of these, now and for every boot to come, and nothing else. What is so already is
   * only kept for the next boot; what is not known here, or cannot be set, is said.
   *
   * @param wanted values by the names of {@link dev.offshoot.agent.protocol.HostSetting}
   * @return one for each that was not so already or cannot be kept, in the order of their names
   */
  List<Tuned> conform(Map<String, String> wanted);

  /**
   * What became of one.
   *
   * @param setting its name
   * @param before its value before; absent when it could not be read
   * @param wanted the value asked for
   * @param problem why it is not so now, or will not be after a boot; absent when it is
   */
  record Tuned(String setting, @Nullable String before, String wanted, @Nullable String problem) {}
}
