package dev.offshoot.state.app;

/** A host as people see it. */
public sealed interface ListedHost permits HeldHost, SpareHost {}
