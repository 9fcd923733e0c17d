package dev.offshoot.provisioner.domain;

/**
 * A host that serves no more, although nobody gave it back.
 *
 * @param code stable code
 * @param detail what became of it
 * @param remedy what to do
 * @param forGood whether it can never run again
 */
public record HostEnd(String code, String detail, String remedy, boolean forGood) {}
