package dev.offshoot.installer.adapter.file;

import dev.offshoot.contracts.OfferedAgent;
import java.nio.file.Path;

/**
 * The agent image hosts boot with.
 *
 * @param file where it is
 * @param offered how it is announced
 */
public record AgentImage(Path file, OfferedAgent offered) {}
